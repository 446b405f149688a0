import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import type { Construct } from "constructs";
import { nameOf } from "../names";
import type { Place } from "../words/place";

/**
 * How Postgres runs; gives the group's name. A group is of one major version. On an upgrade the new one is there at
 * once, and the old one is in use until the maintenance window: it is left, because RDS would not let it go. Slow
 * statements are not logged: Performance Insights names them, and the log would hold the values in them.
 * @param connections that the server accepts; another number waits until somebody reboots the database, also beyond the
 * maintenance window
 */
export function databaseParameters(
  scope: Construct,
  { stack, settings }: Pick<Place, "stack" | "settings">,
  family: string,
  connections: number,
): string {
  const group = new DbParameterGroup(scope, "parameters", {
    namePrefix: `${nameOf(stack, family)}-`,
    description: "Metadata database of Airflow",
    family,
    parameter: [
      // RDS takes a value that is its own default as unchanged and leaves its own method: another is a change for ever.
      { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
      { name: "max_connections", value: String(connections), applyMethod: "pending-reboot" },
    ],
    skipDestroy: settings.protect,
    lifecycle: { createBeforeDestroy: true },
  });
  group.overrideLogicalId("metadata-database");
  return group.name;
}
