import type { IConstruct } from "constructs";
import type { Hole } from "../../airflow/secrets/secret";
import type { Built, Placed, Published } from "../../airflow/words/built";
import { RESTED_SECONDS } from "../../airflow/workloads/resting";
import type { Service } from "../../airflow/workloads/service";
import { nameOf } from "../names";
import type { DockerReading } from "../settings/reading";
import { helper } from "../workloads/helper";
import { dangers, poolSettings, reachOf } from "./dangers";
import { destroyed } from "./destroyed";
import { type MadeContainer, madeIn } from "./made";
import { redeploy } from "./redeploy";
import { secretWords } from "./secret-words";

const HOST = "host";
const NETWORK = "network";

/** What this target made of a file, for the review: read off the resources, in words of people. */
export function built(scope: IConstruct, stack: string, reading: DockerReading, services: readonly Service[]): Built {
  const { containers, volumes } = madeIn(scope, stack);
  return {
    places: [
      { id: HOST, label: "Docker host", kind: "machine" },
      { id: NETWORK, label: `network ${nameOf(stack, "network")}`, kind: "network", inside: HOST },
    ],
    placed: services.map((service) => placed(service, containers)),
    helpers: containers.flatMap((one) => helper(one, NETWORK, published(one), reading.deployment) ?? []),
    pools: poolSettings(reading),
    destroy: destroyed(stack, volumes, reading),
    dangers: dangers(reading),
    release: redeploy(services),
    secret: (hole: Hole) => secretWords(stack, hole),
  };
}

/** Replicas carry a number, also the first; processes without replicas have none. */
function placed({ name, role }: Service, containers: readonly MadeContainer[]): Placed {
  const own = containers.filter((one) => one.role === role && one.name.replace(/-\d+$/, "") === name);
  return {
    service: name,
    place: NETWORK,
    made: own.length,
    stopSeconds: Math.max(0, ...own.map(({ stopSeconds }) => stopSeconds)),
    published: own.flatMap(published),
    asked: RESTED_SECONDS,
  };
}

const published = ({ ports }: MadeContainer): Published[] =>
  ports.map(({ internal, external, address }) => ({
    internal,
    external,
    address: `${address}:${external}`,
    reach: reachOf(address),
  }));
