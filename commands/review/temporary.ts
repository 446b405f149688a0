import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writing } from "../../lib/deployment/writing";

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Does something with an empty folder that is gone afterwards, also when a signal ends the program. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const place = tmpdir();
  const folder = writing({ what: "a folder for a while", place, root: place }, () =>
    mkdtempSync(join(place, "airflow-cdktf-review-")),
  );
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
    const handler = () => {
      remove();
      process.exit(code);
    };
    process.once(signal, handler);
    return [signal, handler] as const;
  });
  try {
    return await work(folder);
  } finally {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler);
    remove();
  }
}
