import { join } from "node:path";
import { isFolder, listFolder, readText } from "../disk/disk";
import { alone, type Fault } from "../disk/fault";
import { NAME, NAME_RULE } from "../schema/scalars";
import type { Problem } from "../words/problem";
import { printable } from "./characters";
import type { DeploymentFile } from "./read";

/** A deployment file; its name without `.yaml` is the stack's name. */
export interface StackFile extends DeploymentFile {
  readonly stack: string;
}

export interface Folder {
  readonly files: readonly StackFile[];
  readonly problems: readonly Problem[];
}

const EXAMPLE = "npm run new writes one";

/**
 * The deployment files of a folder, in the order of their names. Other files, dotfiles and folders are left alone.
 * @param shownAs the folder's name in problems: `configs`
 */
export function readFolder(folder: string, shownAs: string): Folder {
  const listed = listing(folder);
  if ("fault" in listed) return { files: [], problems: [{ file: shownAs, message: noFolder(listed.fault, shownAs) }] };
  const { names } = listed;
  const read = names.map((name) => readFile(join(folder, name), name, `${shownAs}/${printable(name)}`));
  const files = read.filter((one) => "text" in one);
  const problems = read.filter((one) => "message" in one);
  if (read.length === 0)
    problems.push({
      file: shownAs,
      message: `no deployment file here; put a file such as ${shownAs}/local-docker.yaml there: ${EXAMPLE}`,
    });
  return { files, problems };
}

function listing(folder: string): { readonly names: readonly string[] } | { readonly fault: Fault } {
  const listed = listFolder(folder);
  if ("fault" in listed) return listed;
  const names = listed.entries.map(({ name }) => name);
  return { names: names.filter((name) => /^[^.].*\.ya?ml$/is.test(name) && !isFolder(join(folder, name))) };
}

const noFolder = (fault: Fault, shownAs: string): string =>
  fault.code === "ENOENT"
    ? `no such folder; make it and put a file such as ${shownAs}/local-docker.yaml there: ${EXAMPLE}`
    : fault.code === "ENOTDIR" || fault.code === "NO_FILE"
      ? `it ${fault.says}; put a folder of deployment files there: ${EXAMPLE}`
      : alone(fault);

function readFile(place: string, name: string, path: string): StackFile | Problem {
  const wrong = wrongName(name);
  if (wrong !== undefined) return { file: path, line: 1, column: 1, message: wrong };
  const read = readText(place);
  if ("fault" in read) return { file: path, line: 1, column: 1, message: unread(read.fault) };
  return { stack: name.slice(0, -".yaml".length), path, text: read.text };
}

const unread = ({ code, says, mend }: Fault): string =>
  `the file ${says}; ${code === "NO_FILE" ? "move it away" : mend}`;

function wrongName(name: string): string | undefined {
  const stem = name.replace(/\.ya?ml$/i, "");
  const better = NAME.test(stem)
    ? stem
    : stem
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^[^a-z]+|(?<!-)-+$/g, "");
  const rename = `rename to ${NAME.test(better) ? better : "my-stack"}.yaml`;
  if (!NAME.test(stem))
    return `the file's name is the stack's name; expected a name of ${NAME_RULE}, got ${JSON.stringify(stem)}; ${rename}`;
  // The library of constructs takes what every object has by itself for a stack that is there already.
  if (stem in {})
    return `the file's name is the stack's name, and none can be called ${stem}; rename to my-${stem}.yaml`;
  return name.endsWith(".yaml")
    ? undefined
    : `expected a name that ends in .yaml, got ${JSON.stringify(name)}; ${rename}`;
}
