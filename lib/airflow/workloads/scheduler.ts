import { drainSeconds } from "../derived/drain";
import { LOG_PORT } from "../derived/ports";
import type { Surroundings } from "../environment/environment";
import { heartbeat } from "./health";
import { logs, service } from "./process";
import type { Service } from "./service";

const STOP_SECONDS = 60;

/** Decides what runs when. With LocalExecutor the tasks run inside it, so that its stop waits for them. */
export function scheduler(around: Surroundings): Service {
  const { deployment, release } = around;
  const { replicas, cpu, memory } = deployment.scheduler;
  const local = deployment.airflow.executor === "LocalExecutor";
  return service(around, {
    role: "scheduler",
    command: release.commands.scheduler,
    plain: local ? { DUMB_INIT_SETSID: "0" } : {},
    listens: local ? [logs(LOG_PORT)] : [],
    // Its own health server would be one more process of 145 MB, and answers 503 when only the database is away.
    health: heartbeat("SchedulerJob"),
    runsTasks: local,
    drain: { seconds: local ? drainSeconds(deployment.airflow) : STOP_SECONDS },
    signsTokens: true,
    size: { cpu, memory },
    replicas,
  });
}
