import type { IConstruct } from "constructs";
import type { Composition } from "../../airflow/platform";
import type { Hole } from "../../airflow/secrets/secret";
import type { Built, Helper, Placed, Published } from "../../airflow/words/built";
import { helper } from "../../airflow/words/helper";
import { RESTED_SECONDS } from "../../airflow/workloads/resting";
import type { Service, Workload } from "../../airflow/workloads/service";
import { nameOf } from "../names";
import type { DockerReading } from "../settings/settings";
import { dangers, poolSettings, reachOf } from "./dangers";
import { destroyed } from "./destroyed";
import { containersOf, type MadeContainer, madeIn } from "./made";
import { redeploy } from "./redeploy";
import { secretWords } from "./secret-words";

const HOST = "host";
const NETWORK = "network";

/** What this target made of a file, for the review: read off the resources, in words of people. */
export function built(scope: IConstruct, stack: string, reading: DockerReading, composition: Composition): Built {
  const { containers, volumes } = madeIn(scope, stack);
  const services = composition.services.map(({ service }) => service);
  return {
    places: [
      { id: HOST, label: "Docker host", kind: "machine" },
      { id: NETWORK, label: `network ${nameOf(stack, "network")}`, kind: "network", inside: HOST },
    ],
    placed: services.map((service) => placed(service, containers)),
    helpers: containers.flatMap((one) => besideOf(one, composition.besides)),
    pools: poolSettings(reading),
    destroy: destroyed(stack, volumes, reading),
    dangers: dangers(reading),
    release: redeploy(services),
    secret: (hole: Hole) => secretWords(stack, hole),
  };
}

/** A container of what runs beside Airflow's processes. */
function besideOf(made: MadeContainer, besides: readonly Workload[]): Helper[] {
  const { role, command, stopSeconds, memoryMiB, cpu } = made;
  const size = { ...(cpu === undefined ? {} : { cpu }), ...(memoryMiB === undefined ? {} : { memoryMiB }) };
  const placement = { place: NETWORK, command, size, stopSeconds, published: published(made) };
  return besides.filter(({ name }) => name === role).map((one) => ({ ...helper(one, placement), name: made.name }));
}

function placed(service: Service, containers: readonly MadeContainer[]): Placed {
  const own = containersOf(service, containers);
  return {
    service: service.name,
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
