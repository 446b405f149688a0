import type { Surroundings } from "../environment/environment";
import { pagesPort } from "./webserver";
import type { Description } from "./workload";

/** HAProxy before two or more webservers, which cannot share one port. */
export function proxy({ deployment }: Surroundings): Description | undefined {
  if (deployment.webserver.replicas.min < 2) return undefined;
  const port = pagesPort(deployment);
  const what = "UI and API";
  return {
    image: { reference: "haproxy:3.2" },
    listens: [{ name: "http", port, callers: ["people"], what, why: "people reach the UI" }],
    calls: [{ role: "webserver", port, what }],
    health: { asks: "its port answers" },
    stops: "The UI is away until it is back; tasks go on",
    path: ["webserver", "replicas"],
  };
}
