import { Container as DockerContainer } from "@cdktf/provider-docker/lib/container";
import { Volume } from "@cdktf/provider-docker/lib/volume";
import type { IConstruct } from "constructs";
import type { Service } from "../../airflow/workloads/service";
import { unliteral } from "../../encode/terraform";
import { nameOf, ROLE_LABEL } from "../names";

/** What a container of the stack was given, read off its resource. */
export interface MadeContainer {
  /** Behind the stack's name: `worker-gpu-2`. */
  readonly name: string;
  readonly role: string;
  readonly command: readonly string[];
  readonly stopSeconds: number;
  readonly memoryMiB: number | undefined;
  /** Cores. */
  readonly cpu: number | undefined;
  readonly ports: readonly { readonly internal: number; readonly external: number; readonly address: string }[];
}

export interface Made {
  readonly containers: readonly MadeContainer[];
  /** Names of volumes on the engine. */
  readonly volumes: readonly string[];
}

/** The stack's containers and volumes, read off the resources themselves: what people review is what Terraform makes. */
export function madeIn(scope: IConstruct, stack: string): Made {
  const all = scope.node.findAll();
  return {
    containers: all.filter((one) => one instanceof DockerContainer).map((one) => read(one, stack)),
    volumes: all.filter((one) => one instanceof Volume).flatMap(({ nameInput }) => nameInput ?? []),
  };
}

/** Those of one service: replicas carry a number, also the first; processes without replicas have none. */
export const containersOf = <Container extends Pick<MadeContainer, "name" | "role">>(
  { name, role }: Pick<Service, "name" | "role">,
  containers: readonly Container[],
): Container[] => containers.filter((one) => one.role === role && one.name.replace(/-\d+$/, "") === name);

function read(container: DockerContainer, stack: string): MadeContainer {
  const { portsInput, labelsInput, cpuQuotaInput, cpuPeriodInput } = container;
  const ports = Array.isArray(portsInput) ? portsInput : [];
  const labels = Array.isArray(labelsInput) ? labelsInput : [];
  return {
    name: (container.nameInput ?? "").slice(nameOf(stack, "").length),
    role: labels.find(({ label }) => label === ROLE_LABEL)?.value ?? "",
    command: (container.commandInput ?? []).map(unliteral),
    stopSeconds: container.stopTimeoutInput ?? 0,
    memoryMiB: container.memoryInput,
    cpu: cpuQuotaInput === undefined ? undefined : cpuQuotaInput / (cpuPeriodInput ?? cpuQuotaInput),
    ports: ports.map(({ internal, external, ip }) => ({
      internal,
      external: external ?? internal,
      address: ip ?? "0.0.0.0",
    })),
  };
}
