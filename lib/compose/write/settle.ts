import { budget } from "../../airflow/derived/connection-budget";
import { releaseOf } from "../../airflow/releases/version";
import type { TargetReader } from "../../deployment/file/read";
import { lookUp } from "../../deployment/look-up";
import { expectation } from "../../deployment/words/expectation";
import { changed, type Item, write } from "../read/item";
import type { Context } from "../services/context";
import { draft, plain } from "./draft";

const TARGET = "docker";

/** What follows from all of the file together: connections that our own Postgres must accept. */
export function settle(
  items: readonly Item[],
  { airflowVersion, project }: Pick<Context, "airflowVersion" | "project">,
  targets: Readonly<Record<string, TargetReader>>,
): readonly Item[] {
  const release = releaseOf(airflowVersion);
  const file = { target: TARGET, ...plain(draft(items)) };
  const read = lookUp(targets, TARGET)?.shape.schema.safeParse(file, { error: expectation });
  // A file that is wrong otherwise is refused with its own words.
  if (release === undefined || read?.success !== true || read.data.metadataDatabase.host !== undefined) return [];
  const { total, limit } = budget(read.data, release);
  if (limit === undefined || total <= limit) return [];
  const most = Math.ceil(total / 50) * 50;
  return [
    write(["metadataDatabase", "maxConnections"], most, project.file),
    changed(project.file, `all processes together need ${total} connections, so our Postgres accepts ${most}`),
  ];
}
