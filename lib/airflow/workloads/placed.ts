import type { Answer, Composition } from "../platform";
import type { Service, Workload } from "./service";

/** The answer of who only looks at what would run. */
export const everything = ({ services, besides }: Composition): Answer => ({
  placed: [...services.map(({ service }) => service.name), ...besides.map(({ name }) => name)],
  absent: {},
});

/**
 * Refuses a target that forgot something: it would have its way through the firewall and its place in the review, and
 * would not run.
 * @throws Error a programmer's, with what to do
 */
export function checkPlaced(
  services: readonly Service[],
  besides: readonly Workload[],
  { placed, absent }: Answer,
): void {
  const asked = [...services.filter(({ replicas }) => replicas.max > 0), ...besides].map(({ name }) => name);
  const forgotten = asked.filter((name) => !placed.includes(name) && !Object.hasOwn(absent, name));
  const silent = Object.keys(absent).filter((name) => absent[name] === "");
  const both = placed.filter((name) => Object.hasOwn(absent, name));
  const faults = [
    ...forgotten.map((name) => `${name} is neither placed nor absent: place it, or say in absent why it does not run`),
    ...silent.map((name) => `${name} is absent without a reason`),
    ...both.map((name) => `${name} is placed and absent; leave one of them out`),
  ];
  if (faults.length > 0) throw new Error(`the target's answer of run(): ${faults.join("; ")}`);
}
