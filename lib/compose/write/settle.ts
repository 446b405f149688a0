import { budget } from "../../airflow/derived/connection-budget";
import { releaseOf } from "../../airflow/releases/version";
import { expectation } from "../../deployment/expectation";
import { neutralSchema } from "../../deployment/schema";
import { changed, type Item, write } from "../read/item";
import type { Context } from "../services/context";
import { draft, plain } from "./draft";

/** What follows from all of the file together: connections that our own Postgres must accept. */
export function settle(
  items: readonly Item[],
  { airflowVersion, project }: Pick<Context, "airflowVersion" | "project">,
): readonly Item[] {
  const release = releaseOf(airflowVersion);
  const read = neutralSchema.safeParse(plain(draft(items)), { error: expectation });
  // A file that is wrong otherwise is refused with its own words.
  if (release === undefined || !read.success || read.data.metadataDatabase.host !== undefined) return [];
  const { total, limit } = budget(read.data, release);
  if (limit === undefined || total <= limit) return [];
  const most = Math.ceil(total / 50) * 50;
  return [
    write(["metadataDatabase", "maxConnections"], most, project.file),
    changed(project.file, `all processes together need ${total} connections, so our Postgres accepts ${most}`),
  ];
}
