import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./problem";
import type { DeploymentFile } from "./read";
import { NAME, NAME_RULE } from "./scalars";

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
  const names = listing(folder);
  if (names === undefined)
    return {
      files: [],
      problems: [
        {
          file: shownAs,
          message: `no such folder; make it and put a file such as ${shownAs}/local-docker.yaml there: ${EXAMPLE}`,
        },
      ],
    };
  const read = names.map((name) => readFile(join(folder, name), name, `${shownAs}/${name}`));
  const files = read.filter((one) => "text" in one);
  const problems = read.filter((one) => "message" in one);
  if (read.length === 0)
    problems.push({
      file: shownAs,
      message: `no deployment file here; put a file such as ${shownAs}/local-docker.yaml there: ${EXAMPLE}`,
    });
  return { files, problems };
}

function listing(folder: string): string[] | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  return readdirSync(folder)
    .filter(
      (name) =>
        /^[^.].*\.ya?ml$/i.test(name) &&
        statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() !== true,
    )
    .sort();
}

function readFile(place: string, name: string, path: string): StackFile | Problem {
  const wrong = wrongName(name);
  if (wrong !== undefined) return { file: path, line: 1, column: 1, message: wrong };
  const read = readText(place);
  if ("message" in read) return { file: path, line: 1, column: 1, message: read.message };
  return { stack: name.slice(0, -".yaml".length), path, text: read.text };
}

/** A file's text, or why there is none. */
export function readText(place: string): { readonly text: string } | { readonly message: string } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(place)) };
  } catch (error) {
    const why = code(error);
    if (why === "ERR_ENCODING_INVALID_ENCODED_DATA") return { message: "the file is not UTF-8 text; save it as UTF-8" };
    return { message: why === "ENOENT" ? "there is no such file" : `cannot be read: ${why}` };
  }
}

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

const code = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
