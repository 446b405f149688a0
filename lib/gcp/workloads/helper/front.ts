import type { Helper } from "../../../airflow/words/built";
import { pagesPort } from "../../../airflow/workloads/webserver";
import { reachers } from "../../network/published";
import type { GcpReading } from "../../settings/settings";
import { EDGE } from "../../words/places";

/** Ports of load-balancer/front.ts, which only a stack with a domain loads. */
const [HTTPS, HTTP] = [443, 80];
/** Seconds that requests which run get when the machine goes; see load-balancer/backend.ts. */
const DRAIN_SECONDS = 30;

/** The load balancer, where the file names a domain. */
export function front({ deployment }: GcpReading): Helper[] {
  const { domain, members } = deployment.access;
  if (domain === undefined) return [];
  const reach = `Who passes Google's login: ${reachers(members)}`;
  return [
    {
      name: "load-balancer",
      role: "load balancer",
      kind: "process",
      place: EDGE,
      command: ["Application", "Load", "Balancer"],
      size: "as Google runs it",
      health: "it answers, by Google, all over the world",
      stopSeconds: DRAIN_SECONDS,
      stops: "The domain is away until Google has it back; tunnels and tasks go on",
      listens: [
        { port: HTTPS, what: "UI and API", callers: ["people"] },
        { port: HTTP, what: "the way to https", callers: ["people"] },
      ],
      calls: [{ role: "webserver", port: pagesPort(deployment), what: "UI and API" }],
      published: [
        { internal: HTTPS, external: HTTPS, address: `https://${domain}`, reach },
        { internal: HTTP, external: HTTP, address: `http://${domain}`, reach: "Everybody, who is sent on to https" },
      ],
      secrets: [],
      path: ["access", "domain"],
    },
  ];
}
