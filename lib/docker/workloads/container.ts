import {
  type ContainerConfig,
  type ContainerHealthcheck,
  type ContainerMounts,
  Container as DockerContainer,
} from "@cdktf/provider-docker/lib/container";
import type { Construct } from "constructs";
import { digest } from "../../deployment/digest";
import { Fn } from "../../encode/functions";
import { FIXED_LABEL, nameOf, ROLE_LABEL, STACK_LABEL, VERSION_LABEL } from "../names";

/** Log files of one container: 3 of 10 MB, older lines are dropped. */
const LOG_ROTATION = { "max-size": "10m", "max-file": "3" };
/** CFS period in microseconds; a quota of the same length is one core. */
const CPU_PERIOD = 100_000;
const DIGEST_LENGTH = 12;
/** Room for a process to leave after its work is done. */
export const STOP_MARGIN_SECONDS = 15;

export interface ContainerProps {
  readonly stack: string;
  /** Address in the plan, and the container's name behind the stack's. */
  readonly name: string;
  /** What finds it again: a role of Airflow, or `metadata-database`, `broker`, `migration`. */
  readonly role: string;
  readonly image: string;
  readonly network: string;
  readonly aliases: readonly string[];
  /** Airflow's version, of its processes. */
  readonly version?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly health?: ContainerHealthcheck;
  /** Seconds that a stop waits before it kills. */
  readonly stopSeconds: number;
  /** Seconds that the apply waits for health; undefined: it goes on at once. */
  readonly startSeconds?: number;
  readonly cpu?: number;
  readonly memoryMiB?: number;
  readonly more: Partial<Omit<ContainerConfig, "mounts">> & { readonly mounts?: readonly ContainerMounts[] };
}

/**
 * A container as this target makes all of them. kreuzwerker/docker 3.6.2, from its source: a removal ignores
 * `stop_timeout` and kills at once unless `destroy_grace_seconds` is set, so both are; a change
 * inside `healthcheck` and `mounts`, of `cpu_quota` and `cpu_period` is planned as an update that does nothing, so a
 * label carries their digest and replaces the container; `cpus` makes the provider panic.
 */
export function container(scope: Construct, props: ContainerProps): DockerContainer {
  const stop = props.stopSeconds + STOP_MARGIN_SECONDS;
  const fixed = digestOf({ health: props.health, cpu: props.cpu }, props.more.mounts);
  const made = new DockerContainer(scope, props.name, {
    name: nameOf(props.stack, props.name),
    hostname: nameOf(props.stack, props.name),
    image: props.image,
    networksAdvanced: [{ name: props.network, aliases: [...props.aliases] }],
    env: Object.entries(props.environment ?? {}).map(([name, value]) => `${name}=${value}`),
    healthcheck: props.health,
    wait: props.startSeconds !== undefined,
    waitTimeout: props.startSeconds,
    restart: "always",
    stopTimeout: stop,
    destroyGraceSeconds: stop,
    logDriver: "json-file",
    logOpts: LOG_ROTATION,
    memory: props.memoryMiB,
    cpuPeriod: props.cpu === undefined ? undefined : CPU_PERIOD,
    cpuQuota: props.cpu === undefined ? undefined : Math.round(props.cpu * CPU_PERIOD),
    labels: [
      { label: STACK_LABEL, value: props.stack },
      { label: ROLE_LABEL, value: props.role },
      { label: FIXED_LABEL, value: fixed },
      ...(props.version === undefined ? [] : [{ label: VERSION_LABEL, value: props.version }]),
    ],
    ...props.more,
    mounts: [...(props.more.mounts ?? [])],
  });
  made.overrideLogicalId(props.name);
  return made;
}

/** Sources of mounts are only known to Terraform, so it makes the digest. */
function digestOf(known: object, mounts: readonly ContainerMounts[] = []): string {
  const texts = [JSON.stringify(known), ...mounts.map(({ type, target, readOnly }) => [type, target, readOnly].join())];
  const here = digest(texts.join("\n"));
  return Fn.substr(Fn.sha256(Fn.join(" ", [here, ...mounts.map(({ source }) => source ?? "")])), 0, DIGEST_LENGTH);
}
