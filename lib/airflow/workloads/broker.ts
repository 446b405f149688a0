import { SERVER_IMAGES, USUAL_PORTS } from "../../deployment/usual";
import type { Surroundings } from "../environment/environment";
import { givenOr } from "../secrets/secret";
import { callersOf } from "./roles";
import type { Description } from "./workload";

const PORT = USUAL_PORTS.redis;

/** What becomes of waiting tasks, by where a second copy of them is. */
const WAITING = {
  disk: "it is back; running ones go on, and waiting ones stay on its disk but for the last second",
  standby: "its copy takes over; running ones go on, and a waiting one that was not copied yet is lost",
  nowhere: "it is back; running ones go on, and waiting ones are lost",
} as const;

/** What people notice when it stops. */
export const withoutBroker = (copies: keyof typeof WAITING): string => `No task is handed out until ${WAITING[copies]}`;

/** The broker, where it is our own. */
export function broker({ deployment }: Pick<Surroundings, "deployment">): Description | undefined {
  const { host, image, password } = deployment.broker;
  if (host !== undefined || deployment.airflow.executor !== "CeleryExecutor") return undefined;
  return {
    kind: "store",
    image: { reference: image ?? SERVER_IMAGES.redis },
    command: ["redis-server"],
    secretFiles: { password: [givenOr(password, "broker")] },
    listens: [
      {
        name: "queues",
        port: PORT,
        callers: callersOf("broker"),
        what: "task queues",
        why: "* sends, takes or watches queued tasks",
        together: "workers take tasks from the broker",
      },
    ],
    health: { asks: "it answers PING" },
    stops: withoutBroker("disk"),
    path: ["broker"],
  };
}
