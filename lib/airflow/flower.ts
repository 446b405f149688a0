import type { Deployment } from "../deployment/schema";
import type { Surroundings } from "./environment";
import { answers } from "./health";
import { ONE, service } from "./process";
import { givenOr } from "./secret";
import type { Service } from "./service";

/** Port inside; people reach it at the port of the file. */
export const FLOWER_PORT = 5555;
const STOP_SECONDS = 10;

/** Shows what Celery does. Always behind a password: it can revoke tasks and stop workers. */
export function flower(around: Surroundings, part: Exclude<Deployment["flower"], false>): Service {
  return service(around, {
    name: "flower",
    role: "flower",
    command: around.release.commands.flower,
    secret: { AIRFLOW__CELERY__FLOWER_BASIC_AUTH: [`${part.username}:`, givenOr(part.password, "flower")] },
    listens: [{ name: "http", port: FLOWER_PORT, callers: ["people"] }],
    // Answers without a login.
    health: answers([FLOWER_PORT], "/healthcheck"),
    runsTasks: false,
    drain: { seconds: STOP_SECONDS },
    signsTokens: false,
    size: { cpu: part.cpu, memory: part.memory },
    replicas: ONE,
  });
}
