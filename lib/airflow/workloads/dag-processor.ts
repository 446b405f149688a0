import type { Surroundings } from "../environment/environment";
import { heartbeat } from "./health";
import { ONE, service } from "./process";
import type { Service } from "./service";

const STOP_SECONDS = 30;

/** Reads the DAG files, apart from the scheduler on both releases: a bad file cannot stop the scheduling. */
export function dagProcessor(around: Surroundings): Service {
  const { deployment, release } = around;
  const { cpu, memory } = deployment.dagProcessor;
  return service(around, {
    role: "dag-processor",
    command: release.commands.dagProcessor,
    listens: [],
    health: heartbeat("DagProcessorJob"),
    runsTasks: false,
    drain: { seconds: STOP_SECONDS },
    signsTokens: true,
    size: { cpu, memory },
    replicas: ONE,
  });
}
