import type { Finding } from "../../deployment/words/finding";
import type { GcpPool, GcpReading } from "../settings/settings";

/**
 * Numbers of machines that a managed instance group takes for a change. Source: Compute Engine's answers to a group
 * with other ones: both 0, and in a regional group 0 or at least the number of zones.
 */
export const updates = ({ deployment }: GcpReading): readonly Finding[] =>
  Object.entries(deployment.workers).flatMap(([name, pool]) => judged(["workers", name, "update"], pool));

function judged(path: readonly string[], { zones = [], update }: GcpPool): readonly Finding[] {
  const regions = Math.max(1, zones.length);
  const { surge, unavailable = regions } = update;
  if (surge === 0 && unavailable === 0)
    return [
      {
        path,
        message: `surge and unavailable are both 0, so no machine could ever change; write unavailable: ${regions}`,
      },
    ];
  return Object.entries({ surge, unavailable })
    .filter(([, machines]) => machines > 0 && machines < regions)
    .map(([key, machines]) => ({
      path: [...path, key],
      message: `got ${machines}, and a group over ${regions} zones takes 0, or ${regions} or more; write ${regions}`,
    }));
}
