import type { Deployment } from "../../deployment/schema/schema";
import { PEOPLE_PORT, WEBSERVER_PORT } from "../derived/ports";
import { alivePath, isProxied } from "../environment/address";
import { STOP_SECONDS } from "../environment/away";
import { pythonPath, type Surroundings } from "../environment/environment";
import { optionVariable } from "../environment/option";
import { directVariable, mayHaveProxy } from "../environment/proxy";
import { WEBSERVER_FOLDER, webserverPlugin } from "../files/files";
import type { Release } from "../releases/release";
import { releaseOf } from "../releases/version";
import { answers } from "./health";
import { service } from "./process";
import type { Listener, Service } from "./service";

/** Port inside that leads people to the pages; they dial the port of the file. */
export const pagesPort = ({ airflow }: Deployment): number =>
  releaseOf(airflow.version)?.executionApi === true ? PEOPLE_PORT : WEBSERVER_PORT;

/** UI and REST API; on 3.x also the execution API, through which workers reach the database. */
export function webserver(around: Surroundings): Service {
  const { deployment, release } = around;
  const { replicas, cpu, memory } = deployment.webserver;
  const listens = listeners(release, deployment.webserver.port);
  return service(around, {
    role: "webserver",
    command: [...release.commands.webserver, ...(release.executionApi ? ["--port", String(WEBSERVER_PORT)] : [])],
    plain: {
      ...(isProxied(deployment) ? { [optionVariable(release.options.proxyFix)]: "True" } : {}),
      ...(release.executionApi ? guarded(around) : {}),
      ...(mayHaveProxy(deployment) ? directVariable([...around.direct, ...around.logHosts]) : {}),
    },
    files: release.executionApi ? webserverPlugin() : [],
    listens,
    health: answers(
      listens.map(({ port }) => port),
      alivePath(deployment),
    ),
    runsTasks: false,
    drain: { seconds: STOP_SECONDS },
    signsTokens: true,
    size: { cpu, memory },
    replicas,
  });
}

const pages = (port: number, dialled: number): Listener => ({
  name: "http",
  port,
  callers: ["people"],
  dialled,
  what: "UI and API",
  why: "people reach the UI",
});

const listeners = ({ executionApi }: Release, dialled: number): readonly Listener[] =>
  executionApi
    ? [
        pages(PEOPLE_PORT, dialled),
        {
          name: "execution",
          port: WEBSERVER_PORT,
          callers: ["worker", "scheduler"],
          what: "execution API",
          why: "tasks of the * report to the execution API",
        },
      ]
    : [pages(WEBSERVER_PORT, dialled)];

/** What opens people's port, and keeps the execution API from it. Without one of these nothing listens there. */
const guarded = ({ deployment, callers }: Surroundings) => ({
  PYTHONPATH: pythonPath(deployment, WEBSERVER_FOLDER),
  AIRFLOW_CDKTF_OWN_PORT: String(WEBSERVER_PORT),
  AIRFLOW_CDKTF_PEOPLE_PORT: String(PEOPLE_PORT),
  AIRFLOW_CDKTF_CALLERS: callers,
});
