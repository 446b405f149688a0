import type { Finding } from "../../deployment/finding";
import type { Checked } from "../../deployment/read";
import type { Deployment } from "../../deployment/schema";
import type { Limits } from "../platform";
import type { Release } from "../releases/release";
import { releaseOf } from "../releases/version";
import { away } from "./away";
import { addressOfPeople } from "./base-url";
import { children } from "./children";
import { connections } from "./connections";
import { dags } from "./dags";
import { drain } from "./drain";
import { environmentNames } from "./environment-names";
import { executor } from "./executor";
import { flowerPrefix } from "./flower-prefix";
import { gitCredentials } from "./git-credentials";
import { heartbeats } from "./heartbeats";
import { imageVersion } from "./image-version";
import { options } from "./options";
import { parallelism } from "./parallelism";
import { proxy } from "./proxy";
import { proxyFix } from "./proxy-fix";
import { queues } from "./queues";
import { replicas } from "./replicas";
import { repository } from "./repository";
import { secrets } from "./secrets";
import { serverImages } from "./server-images";
import { sizes } from "./sizes";
import { timezone } from "./timezone";
import { tokenLife } from "./token-life";
import { version } from "./version";

/** All rules about Airflow, in the order of the file; limits are the target's. */
export function check(
  { deployment, texts }: Pick<Checked, "deployment" | "texts">,
  limits: Limits,
): readonly Finding[] {
  const release = releaseOf(deployment.airflow.version);
  return [
    ...version(deployment),
    ...imageVersion(deployment),
    ...executor(deployment),
    ...timezone(deployment),
    ...environmentNames(deployment),
    ...proxy(deployment),
    ...secrets(texts),
    ...addressOfPeople(deployment),
    ...replicas(deployment),
    ...queues(deployment),
    ...drain(deployment, limits),
    ...serverImages(deployment),
    ...(release === undefined ? [] : releaseRules(deployment, limits, release)),
  ];
}

/** Rules that read the release's table; an unsupported version has none. */
const releaseRules = (deployment: Deployment, limits: Limits, release: Release): readonly Finding[] => [
  ...options(deployment),
  ...tokenLife(deployment, release, limits),
  ...heartbeats(deployment, release, limits),
  ...away(deployment, release, limits),
  ...proxyFix(deployment, release),
  ...flowerPrefix(deployment),
  ...dags(deployment, limits, release),
  ...repository(deployment, limits),
  ...gitCredentials(deployment),
  ...parallelism(deployment, release),
  ...sizes(deployment, release),
  ...children(deployment, release),
  ...connections(deployment, release),
];
