import { baseUrl } from "../../airflow/environment/address";
import type { Helper, Published } from "../../airflow/words/built";
import { helper } from "../../airflow/words/helper";
import { rowOf } from "../../airflow/workloads/besides";
import { flowerPath } from "../../airflow/workloads/flower";
import type { Workload } from "../../airflow/workloads/service";
import { type Page, published } from "../network/load-balancer/published";
import type { AwsReading } from "../settings/settings";
import type { Made } from "../words/made";
import { PRIVATE, PUBLIC } from "../words/places";
import { PLACEMENTS } from "./placements";

/** What runs besides Airflow's own processes, in the order in which a deployment needs it. */
export const helpers = (reading: AwsReading, { sizes }: Made, besides: readonly Workload[]): Helper[] => [
  loadBalancer(reading),
  ...besides.flatMap((one) => {
    const row = rowOf(PLACEMENTS, one.name);
    return row === undefined ? [] : [helper(one, row(reading.deployment, sizes))];
  }),
];

/** Seconds that requests which run get when a task behind it goes; see load-balancer/target-group.ts. */
const DEREGISTRATION_SECONDS = 30;

function loadBalancer({ deployment }: AwsReading): Helper {
  const { ui, flower, redirects, host, encrypted } = published(deployment, deployment.loadBalancer);
  const pages = flower === undefined ? [ui] : [ui, flower];
  const reach = deployment.loadBalancer.public ? "People on the internet" : "People inside the network";
  const scheme = encrypted ? "https" : "http";
  const address = ({ role, port }: Page) =>
    role === "webserver" ? baseUrl(deployment) : `${scheme}://${host}:${port}${flowerPath(deployment)}`;
  const at = (port: number, address: string, from: readonly string[]): Published => ({
    internal: port,
    external: port,
    address,
    reach,
    from,
  });
  return {
    name: "load-balancer",
    role: "load balancer",
    kind: "process",
    place: deployment.loadBalancer.public ? PUBLIC : PRIVATE,
    command: ["Application", "Load", "Balancer"],
    size: "as AWS runs it",
    health: "it answers, by AWS, in each zone",
    stopSeconds: DEREGISTRATION_SECONDS,
    stops: "The UI is away until AWS has it back; tasks go on",
    listens: [
      ...pages.map(({ role, port }) => ({ port, what: WHAT[role], callers: ["people"] as const })),
      ...(redirects === undefined ? [] : [{ port: redirects, what: "the way to https", callers: ["people"] as const }]),
    ],
    calls: pages.map(({ role, inside }) => ({ role, port: inside, what: WHAT[role] })),
    published: [
      ...pages.map((page) => at(page.port, address(page), page.allow)),
      ...(redirects === undefined ? [] : [at(redirects, `http://${host}`, ui.allow)]),
    ],
    secrets: [],
    path: ["loadBalancer"],
  };
}

const WHAT: Readonly<Record<Page["role"], string>> = { webserver: "UI and API", flower: "Flower" };
