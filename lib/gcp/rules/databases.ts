import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Finding } from "../../deployment/words/finding";

/** Databases that a server has by itself. */
const OF_SERVER = {
  postgres: ["postgres", "template0", "template1", "cloudsqladmin"],
  mysql: ["mysql", "sys", "information_schema", "performance_schema"],
} as const;

/** Further databases on the server of the metadata database. */
export function databases(
  names: readonly string[],
  { engine, name: own }: MetadataDatabasePart,
  server: "master" | "Cloud SQL" | "existing",
): readonly Finding[] {
  if (server === "existing" && names.length > 0)
    return [
      {
        path: ["databases"],
        message:
          "metadataDatabase.host names an existing server, where databases are made by its owner; remove databases:, or host:",
      },
    ];
  return names.flatMap((name, index): readonly Finding[] => {
    const path = ["databases", index];
    if (name === own)
      return [
        { path, message: `"${name}" is metadataDatabase.name, where Airflow keeps its own tables; write another name` },
      ];
    if (names.indexOf(name) < index) return [{ path, message: `"${name}" is written twice; remove one` }];
    if (OF_SERVER[engine].some((one) => one === name.toLowerCase()))
      return [{ path, message: `"${name}" is a database of the server itself; write another name` }];
    return [];
  });
}
