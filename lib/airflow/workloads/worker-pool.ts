import type { WorkerPoolPart } from "../../deployment/schema/processes";
import { drainSeconds, taskTimeoutSeconds } from "../derived/drain";
import { LOG_PORT } from "../derived/ports";
import { awayVariables } from "../environment/away";
import { childVariables } from "../environment/celery";
import { pythonPath, type Surroundings } from "../environment/environment";
import { onlySecrets, onlyText } from "../environment/option";
import { workerState } from "./health";
import { logs, service } from "./process";
import type { Service } from "./service";

/** A value that begins with a hyphen is taken for a flag of its own unless it stands in one word with its flag. */
const queuesFlag = (names: string): readonly string[] =>
  names.startsWith("-") ? [`--queues=${names}`] : ["-q", names];

/** Workers that consume the same queues. They finish their tasks before they go. */
export function workerPool(around: Surroundings, pool: string, part: WorkerPoolPart): Service {
  const timeout = taskTimeoutSeconds(around.deployment.airflow, part);
  const environment = onlyText(part.environment);
  const drain = drainSeconds(around.deployment.airflow, part);
  return service(around, {
    role: "worker",
    pool,
    slots: part.concurrency,
    command: [
      ...around.release.commands.worker,
      ...queuesFlag(part.queues.join(",")),
      "-c",
      String(part.concurrency),
      // A worker that asks its neighbours first ends for good when the broker goes away meanwhile (seen on 2.11.2).
      "--without-mingle",
      "--without-gossip",
    ],
    plain: {
      // The stop signal reaches Celery alone; else dumb-init sends it to the running tasks as well and ends them.
      DUMB_INIT_SETSID: "0",
      AIRFLOW_CDKTF_DRAIN_SECONDS: String(drain),
      ...childVariables(part, around.deployment, around.broker),
      ...awayVariables(around.deployment, around.release, around.limits),
      ...(timeout === undefined ? {} : { AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT: String(timeout) }),
      ...environment,
      ...(environment["PYTHONPATH"] === undefined
        ? {}
        : { PYTHONPATH: pythonPath(around.deployment, environment["PYTHONPATH"]) }),
    },
    secret: onlySecrets(part.environment),
    listens: [logs(LOG_PORT)],
    health: workerState(),
    runsTasks: true,
    drain: { seconds: drain },
    signsTokens: false,
    size: { cpu: part.cpu, memory: part.memory },
    replicas: part.replicas,
  });
}
