import type { Caller, Listener, Workload } from "../../airflow/workloads/service";
import { groupOf, reasonFor } from "../../airflow/workloads/workload";
import type { AwsReading } from "../settings/settings";
import { type Page, type Published, published } from "./load-balancer/published";

/** Whoever has a security group: a role of Airflow's, `load-balancer`, or another workload that something calls. */
export type Who = string;

/** One way through the network that is open. */
export interface Reach {
  /** A security group, or an address range of people. */
  readonly from: Who | { readonly range: string };
  readonly to: Who;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  /** Why it is open; AWS shows it beside the rule, see `REASON`. */
  readonly why: string;
}

/** What AWS takes in a rule's description. Source: Amazon EC2, UserIdGroupPair. */
export const REASON = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]{1,255}$/;

/** Every way that is open, each once: nobody else reaches anything. */
export function reaches(workloads: readonly Workload[], { deployment }: AwsReading): Reach[] {
  const outside = published(deployment, deployment.loadBalancer);
  const pages = outside.flower === undefined ? [outside.ui] : [outside.ui, outside.flower];
  const running = new Set<Who>(["load-balancer", ...workloads.map(groupOf)]);
  const all = [...people(outside), ...workloads.flatMap((workload) => callers(workload, pages))];
  return unique(all.filter(({ from }) => typeof from !== "string" || running.has(from)));
}

/** From outside to the load balancer. */
function people({ ui, flower, redirects }: Published): Reach[] {
  const at = (port: number, ranges: readonly string[], why: string) =>
    ranges.map((range): Reach => ({ from: { range }, to: "load-balancer", port, protocol: "tcp", why }));
  return [
    ...at(ui.port, ui.allow, "people reach the UI and the REST API"),
    ...(redirects === undefined ? [] : at(redirects, ui.allow, "people who type http are sent on to https")),
    ...(flower === undefined ? [] : at(flower.port, flower.allow, "people reach Flower")),
  ];
}

/** To one workload, from whom it listens for, and from the load balancer where it is published. */
function callers(workload: Workload, pages: readonly Page[]): Reach[] {
  const to = groupOf(workload);
  return workload.listens.flatMap((listener) =>
    listener.callers
      .filter((caller) => caller !== "people" || pages.some((page) => page.role === to))
      .map((caller): Reach => {
        const { port, protocol = "tcp" } = listener;
        return {
          from: caller === "people" ? "load-balancer" : caller,
          to,
          port,
          protocol,
          why: reason(listener, caller),
        };
      }),
  );
}

/** In few words: another text would be a change of every rule. */
const reason = (listener: Listener, caller: Caller): string =>
  caller === "people" ? "the load balancer passes people on" : reasonFor(listener, caller).replace(/^the /, "");

/** Pools are services of one role: their ways are the same. */
const unique = (all: readonly Reach[]): Reach[] => [
  ...new Map(all.map((reach) => [[fromOf(reach), reach.to, reach.port, reach.protocol].join(" "), reach])).values(),
];

/** Whom a way is for, as part of a name. */
export const fromOf = ({ from }: Reach): string => (typeof from === "string" ? from : from.range.replace(/[./]/g, "-"));
