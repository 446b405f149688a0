import { TRIGGERER_LOG_PORT } from "../derived/ports";
import type { Surroundings } from "../environment/environment";
import { heartbeat } from "./health";
import { logs, service } from "./process";
import type { Service } from "./service";

const STOP_SECONDS = 60;

/** Waits for what deferred tasks wait for. Another one takes over the triggers of one that went. */
export function triggerer(around: Surroundings): Service {
  const { deployment, release } = around;
  const { replicas, cpu, memory } = deployment.triggerer;
  return service(around, {
    role: "triggerer",
    command: release.commands.triggerer,
    listens: [logs(TRIGGERER_LOG_PORT)],
    health: heartbeat("TriggererJob"),
    runsTasks: false,
    drain: { seconds: STOP_SECONDS },
    signsTokens: true,
    size: { cpu, memory },
    replicas,
  });
}
