import type { IConstruct } from "constructs";
import type { Composition } from "../../airflow/platform";
import type { Hole } from "../../airflow/secrets/secret";
import type { Built, Placed } from "../../airflow/words/built";
import { RESTED_SECONDS } from "../../airflow/workloads/resting";
import type { Service } from "../../airflow/workloads/service";
import { poolStatements } from "../identities/pool-statements";
import { bootFiles } from "../machines/boot-files";
import { machineType } from "../machines/machine-types";
import { nameOf } from "../names";
import { published } from "../network/published";
import type { GcpReading } from "../settings/settings";
import { helpers } from "../workloads/helper/helper";
import { changes } from "./changes/changes";
import { dangers } from "./dangers";
import { destroyed } from "./destroyed";
import { type Made, madeIn } from "./made";
import { placeOf, places } from "./places";
import { redeploy } from "./redeploy";
import { keptIn, secretWords } from "./secret-words";
import { summary } from "./summary";

/** What this target made of a file, for the review: in words of people. */
export function built(scope: IConstruct, stack: string, reading: GcpReading, composition: Composition): Built {
  const made = madeIn(scope);
  const services = composition.services.map(({ service }) => service);
  return {
    places: places(stack, reading),
    summary: summary(stack, reading),
    placed: services.map((service) => placed(stack, service, made, reading)),
    helpers: helpers(reading, made, composition),
    pools: poolStatements(reading),
    destroy: destroyed(stack, reading),
    dangers: dangers(reading),
    release: redeploy(stack, services, reading),
    changes: changes(stack),
    bootFiles: bootFiles(made),
    envFile: keptIn(stack, "environment-file"),
    secret: (hole: Hole) => secretWords(stack, hole, reading),
  };
}

/** A worker has its whole machine; systemd waits for a stop as long as tasks may take. */
function placed(stack: string, service: Service, { machines }: Made, reading: GcpReading): Placed {
  const { name, pool, replicas, drain } = service;
  const size = pool === undefined ? undefined : sizeOf(service, pool, reading);
  return {
    service: name,
    place: placeOf(pool),
    made: pool === undefined ? replicas.min : (machines.get(nameOf(stack, pool)) ?? replicas.min),
    stopSeconds: drain.seconds,
    published: published(stack, service, reading),
    asked: RESTED_SECONDS,
    ...(size === undefined ? {} : { size }),
  };
}

/** What the file limits it to, or what its machine has. */
function sizeOf({ size }: Service, pool: string, { deployment }: GcpReading): Placed["size"] {
  const found = machineType(deployment.workers[pool]?.machine ?? "");
  if (found === undefined || "wrong" in found) return undefined;
  const { cpu = found.cores, memoryMiB = found.memoryMiB } = size;
  return { cpu, memoryMiB };
}
