import type { Danger } from "../../airflow/words/built";
import { notice } from "../../airflow/words/danger";
import type { GcpReading } from "../settings/settings";

/** What each pool may lose. */
export const ofPools = ({ deployment }: GcpReading): Danger[] =>
  Object.entries(deployment.workers).flatMap(([pool, { replicas, spot, zones = [deployment.zone] }]) => {
    const path = ["workers", pool];
    return [
      ...(spot === false
        ? []
        : [
            notice(
              `Tasks of pool ${pool} may be killed at any time, with 30 seconds' notice, and start again`,
              "Leave spot out",
              [...path, "spot"],
            ),
          ]),
      ...(replicas.max === 1
        ? [
            notice(
              `Pool ${pool} has one machine: while that one changes or is away, tasks of its queues wait`,
              "Write replicas: 2",
              [...path, "replicas"],
            ),
          ]
        : []),
      ...(replicas.max > 1 && zones.length === 1
        ? [
            notice(
              `The outage of ${zones[0]} takes all workers of pool ${pool} away`,
              "Write zones: with two or more of the region",
              [...path, "zones"],
            ),
          ]
        : []),
    ];
  });
