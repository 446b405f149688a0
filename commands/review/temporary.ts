import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writing } from "../../lib/deployment/disk/writing";

/** Does something with an empty folder that is gone afterwards, also when Ctrl-C ends the command. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const place = tmpdir();
  const folder = writing({ what: "a folder for a while", place, root: place }, () =>
    mkdtempSync(join(place, "airflow-cdktf-review-")),
  );
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    return await work(folder);
  } finally {
    process.removeListener("exit", remove);
    remove();
  }
}
