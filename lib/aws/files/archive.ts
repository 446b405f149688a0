import { bytesOf } from "../../airflow/files/files";
import type { File } from "../../airflow/workloads/service";
import { digest } from "../../deployment/digest";
import { located } from "./folders";

export interface Archive {
  /** JSON: the contents of each file in base64, by the path where a process finds it. */
  readonly text: string;
  readonly sha256: string;
  /** Paths, in order. */
  readonly targets: readonly string[];
}

/** The same bytes for the same files, whatever their order, times and rights. A later file of one path wins. */
export function archive(files: readonly File[]): Archive {
  const byTarget = new Map(files.map((file) => [located(file.target), file]));
  const targets = [...byTarget.keys()].sort();
  const text = JSON.stringify(
    Object.fromEntries(
      [...byTarget]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([target, file]) => [target, bytesOf(file).toString("base64")]),
    ),
  );
  return { text, sha256: digest(text), targets };
}
