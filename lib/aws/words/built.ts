import type { IConstruct } from "constructs";
import type { Composition } from "../../airflow/platform";
import type { Hole } from "../../airflow/secrets/secret";
import type { Built, Placed } from "../../airflow/words/built";
import type { Service } from "../../airflow/workloads/service";
import { poolStatements } from "../identities/pool-statements";
import { imageOf } from "../image/image";
import type { AwsReading } from "../settings/settings";
import { helpers } from "../workloads/helper";
import { MOST_STOP_SECONDS } from "../workloads/process";
import { dangers } from "./dangers";
import { destroyed } from "./destroyed";
import { type Made, madeIn } from "./made";
import { PRIVATE, places } from "./places";
import { redeploy } from "./redeploy";
import { keptIn, secretWords } from "./secret-words";
import { summary } from "./summary";

/** What this target made of a file, for the review: in words of people. */
export function built(
  scope: IConstruct,
  stack: string,
  reading: AwsReading & { readonly root: string },
  composition: Composition,
): Built {
  const made = madeIn(scope, stack);
  const services = composition.services.map(({ service }) => service);
  return {
    places: places(reading),
    summary: summary(reading, imageOf({ ...reading, stack }).reference),
    placed: services.map((service) => placed(service, made)),
    helpers: helpers(reading, made, composition.besides),
    pools: poolStatements(reading),
    destroy: destroyed(stack, reading),
    dangers: dangers(reading),
    release: redeploy(services, reading),
    envFile: keptIn(stack, "environment-file"),
    secret: (hole: Hole) => secretWords(stack, hole, reading),
  };
}

/** People come through the load balancer only. */
function placed({ name, replicas, drain }: Service, { tasks, sizes }: Made): Placed {
  const size = sizes.get(name);
  return {
    service: name,
    place: PRIVATE,
    made: tasks.get(name) ?? replicas.min,
    stopSeconds: Math.min(drain.seconds, MOST_STOP_SECONDS),
    published: [],
    closed: true,
    ...(size === undefined ? {} : { size }),
  };
}
