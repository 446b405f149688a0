import { shown, stateOf } from "./google/state";
import type { Site } from "./site";

const LINES = 8;
/** Airflow writes whole workloads in a line; the beginning tells which. */
const WIDTH = 240;

/** What machines say of themselves, and the last lines of what is not well, of interest after a failure. */
export async function evidence({ cluster, world }: Pick<Site, "cluster" | "world">): Promise<string> {
  const texts = await Promise.all(
    [...cluster.machines.values()].map(async (machine) => {
      const instance = world.instances.get(machine.name);
      const units = await machine.shell(
        `systemctl --failed --plain --no-legend; docker ps --all --format '{{.Names}} {{.Status}}' | sort; journalctl -u 'airflow-*' --no-pager -o cat -n ${LINES} | cut -c1-${WIDTH}`,
      );
      return `${machine.name}: ${instance === undefined ? "" : shown(stateOf(instance))}\n${units.replace(/^/gm, "  ")}`;
    }),
  );
  return [...texts, `refused by Google: ${few(world.refused)}`, `unknown to it: ${few(world.unknown)}`].join("\n");
}

/** Google's client looks at the bucket itself first, and goes on without that right. */
const EXPECTED = /storage\.buckets\.get/;

const few = (lines: readonly string[]): string =>
  [...new Set(lines)]
    .filter((line) => !EXPECTED.test(line))
    .slice(-LINES)
    .join("; ") || "nothing";
