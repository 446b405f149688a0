import type { Checked } from "../../deployment/file/read";
import type { Deployment } from "../../deployment/schema/schema";
import type { Finding } from "../../deployment/words/finding";
import type { Limits } from "../endpoint";
import type { Release } from "../releases/release";
import { releaseOf } from "../releases/version";
import { addressOfPeople } from "./network/base-url";
import { dags } from "./network/dags";
import { gitCredentials } from "./network/git-credentials";
import { proxy } from "./network/proxy";
import { proxyFix } from "./network/proxy-fix";
import { repository } from "./network/repository";
import { environmentNames } from "./options/environment-names";
import { flowerPrefix } from "./options/flower-prefix";
import { options } from "./options/options";
import { imageVersion } from "./releases/image-version";
import { version } from "./releases/version";
import { secrets } from "./secrets";
import { connections } from "./servers/connections";
import { serverImages } from "./servers/server-images";
import { away } from "./time/away";
import { drain } from "./time/drain";
import { heartbeats } from "./time/heartbeats";
import { timezone } from "./time/timezone";
import { tokenLife } from "./time/token-life";
import { children } from "./workers/children";
import { executor } from "./workers/executor";
import { parallelism } from "./workers/parallelism";
import { queues } from "./workers/queues";
import { replicas } from "./workers/replicas";
import { sizes } from "./workers/sizes";

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
