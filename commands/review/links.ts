import { dirname, relative, resolve } from "node:path";
import type { At } from "../../lib/review/model";

/** Where the links of a page lead. */
export interface Place {
  /** The project's folder. */
  readonly root: string;
  /** Address of the project's folder where others read it. */
  readonly linkBase: string | undefined;
  /** File of the page, relative to the project's folder; printed, it is read from that folder. */
  readonly output: string | undefined;
}

/** The address of a line, below the base, or relative to the page. */
export function linker({ root, linkBase, output }: Place): (at: At) => string {
  const from = output === undefined ? root : dirname(resolve(root, output));
  return ({ file, line }) => {
    const path = linkBase === undefined ? relative(from, resolve(root, file)).replaceAll("\\", "/") : file;
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    return `${linkBase === undefined ? "" : `${linkBase}/`}${encoded}#L${line}`;
  };
}
