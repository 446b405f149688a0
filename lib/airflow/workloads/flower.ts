import type { Deployment } from "../../deployment/schema/schema";
import { optionText } from "../derived/option-value";
import { FLOWER_PORT } from "../derived/ports";
import type { Surroundings } from "../environment/environment";
import { givenOr } from "../secrets/secret";
import { answers } from "./health";
import { ONE, service } from "./process";
import type { Service } from "./service";

const STOP_SECONDS = 10;

/** The option that puts all of Flower below a path: `/flower`, `flower` or `flower/`, which Flower takes alike. */
export const FLOWER_PREFIX = "celery.flower_url_prefix";

/** What stands before every path of Flower's: `/flower`, or nothing. */
export function flowerPath(deployment: Deployment): string {
  const bare = (optionText(deployment, FLOWER_PREFIX) ?? "").replace(/^\/|\/$/g, "");
  return bare === "" ? "" : `/${bare}`;
}

/** Path of the page that answers 200 without a login. */
export const flowerAlivePath = (deployment: Deployment): string => `${flowerPath(deployment)}/healthcheck`;

/** Shows what Celery does. Always behind a password: it can revoke tasks and stop workers. */
export function flower(around: Surroundings, part: Exclude<Deployment["flower"], false>): Service {
  return service(around, {
    role: "flower",
    command: around.release.commands.flower,
    secret: { AIRFLOW__CELERY__FLOWER_BASIC_AUTH: [`${part.username}:`, givenOr(part.password, "flower")] },
    listens: [
      {
        name: "http",
        port: FLOWER_PORT,
        callers: ["people"],
        dialled: part.port,
        what: "Flower",
        why: "people reach Flower",
      },
    ],
    health: answers([FLOWER_PORT], flowerAlivePath(around.deployment)),
    runsTasks: false,
    drain: { seconds: STOP_SECONDS },
    signsTokens: false,
    size: { cpu: part.cpu, memory: part.memory },
    replicas: ONE,
  });
}
