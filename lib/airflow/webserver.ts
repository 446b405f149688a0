import type { Surroundings } from "./environment";
import { answers } from "./health";
import { service } from "./process";
import type { Service } from "./service";

/** Port inside; people reach it at the port of the file. */
export const WEBSERVER_PORT = 8080;
const STOP_SECONDS = 30;

/** UI and REST API; on 3.x also the execution API, through which workers reach the database. */
export function webserver(around: Surroundings): Service {
  const { deployment, release } = around;
  const { replicas, cpu, memory } = deployment.webserver;
  return service(around, {
    name: "webserver",
    role: "webserver",
    command: release.commands.webserver,
    listens: [
      {
        name: "http",
        port: WEBSERVER_PORT,
        callers: release.executionApi ? ["people", "worker", "scheduler"] : ["people"],
      },
    ],
    health: answers(WEBSERVER_PORT, release.health.alive),
    runsTasks: false,
    drain: { seconds: STOP_SECONDS },
    signsTokens: true,
    size: { cpu, memory },
    replicas,
  });
}
