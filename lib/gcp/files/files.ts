import { isUtf8 } from "node:buffer";
import { bytesOf, ownFolder, PROGRAMS, starter } from "../../airflow/files/files";
import { program } from "../../airflow/files/program";
import type { File } from "../../airflow/workloads/service";
import type { Mount } from "../machines/docker-run";
import { fileAt } from "../machines/paths";

/** The client for Google's own interfaces, which a machine has too before any container runs. */
const CLIENT = "airflow_cdktf_google.py";

/** What every process of this target gets besides Airflow's own files. */
export const targetFiles = (): File[] => [
  starter(),
  { target: `${PROGRAMS}/${CLIENT}`, source: program("machine", "python", CLIENT) },
  ...ownFolder(program("gcp", "src"), PROGRAMS),
];

/** Files of a machine by their place in containers. A later one of the same place wins. */
export const contents = (files: readonly File[]): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map((file) => [file.target, text(file)]));

/** Our own programs come as a folder; what lies beside files of the image comes file by file. */
export function mountsOf(files: readonly File[]): Mount[] {
  const single = files.map(({ target }) => target).filter((target) => !target.startsWith(`${PROGRAMS}/`));
  return [PROGRAMS, ...new Set(single)].map((target) => ({ source: fileAt(target), target }));
}

/** Rules have refused what is no text: a document is text. */
function text(file: File): string {
  if ("content" in file) return file.content;
  const bytes = bytesOf(file);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new Error(`${file.source} is no text in UTF-8, and only text is delivered here; put it into the image`);
}
