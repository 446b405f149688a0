import type { Hole } from "../secrets/secret";
import type { Workload } from "../workloads/service";
import type { Helper } from "./built";

/** What a target adds to a workload's own words: where it runs and what it gets there, and what it knows better. */
export type Placement = Pick<Helper, "place" | "size" | "stopSeconds"> &
  Partial<Pick<Helper, "published" | "command" | "health" | "stops" | "listens">>;

/** A workload as the review tells it. */
export const helper = (workload: Workload, placement: Placement): Helper => {
  const { name, role, kind, command, calls, listens, stops, path, health } = workload;
  return {
    ...{ name, role, kind, command, calls, listens, stops, path },
    health: health?.asks ?? "",
    published: [],
    secrets: holesOf(workload),
    ...placement,
  };
};

/** The secrets that it reads. */
export const holesOf = ({ secret, secretFiles = {} }: Pick<Workload, "secret" | "secretFiles">): Hole[] =>
  [...Object.values(secret), ...Object.values(secretFiles)].flat().filter((part) => typeof part !== "string");
