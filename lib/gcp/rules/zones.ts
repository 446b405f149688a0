import type { Finding, Path } from "../../deployment/words/finding";
import { regionOf } from "../settings/scalars";
import type { GcpReading } from "../settings/settings";

/** Regions without a zone a. Source: Compute Engine, "Regions and zones". */
const WITHOUT_A = ["europe-west1", "us-east1"];

/** Zones that exist and are of one region: the network's, and that of master and address. */
export function zones({ deployment }: GcpReading): readonly Finding[] {
  const region = regionOf(deployment.zone);
  return [
    ...exists(["zone"], deployment.zone),
    ...Object.entries(deployment.workers).flatMap(([name, { zones: list = [] }]) =>
      list.flatMap((zone, index) => judged(["workers", name, "zones", index], zone, { region, list, index })),
    ),
  ];
}

interface Among {
  readonly region: string;
  readonly list: readonly string[];
  readonly index: number;
}

function judged(path: Path, zone: string, { region, list, index }: Among): readonly Finding[] {
  if (regionOf(zone) !== region)
    return [
      {
        path,
        message: `${zone} is in region ${regionOf(zone)}, and master and network are in ${region}, where zone: is; write zones of ${region}`,
      },
    ];
  if (list.indexOf(zone) < index) return [{ path, message: `zone ${zone} is written twice; remove one` }];
  return exists(path, zone);
}

const exists = (path: Path, zone: string): readonly Finding[] =>
  WITHOUT_A.some((region) => zone === `${region}-a`)
    ? [{ path, message: `Google has no zone ${zone}; write ${regionOf(zone)}-b, -c or -d` }]
    : [];
