import { lookUp } from "../../deployment/look-up";

/** Written by our own commands where the project's folder is the context, or by Python anywhere. */
const OWN =
  /^(cdktf\.out|\.cdktf\.out\.next[^/]*|state|secrets|node_modules|\.git)(\/|$)|^configs\/[^/]*\.image\.json(\.next)?$|(^|\/)__pycache__(\/|$)/;

/**
 * Tells which files of a context do not count. A pattern of `.dockerignore` means a file or a folder with all that is in
 * it, the last one that fits decides, and `!` takes files back in. Source: Docker's build documentation, ".dockerignore
 * files".
 */
export function ignored(dockerignore: string): (path: string) => boolean {
  const patterns = dockerignore
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => ({ keeps: line.startsWith("!"), fits: expression(line.replace(/^!/, "")) }));
  return (path) => {
    if (OWN.test(path)) return true;
    const last = patterns.findLast(({ fits }) => fits.test(path));
    return last !== undefined && !last.keeps;
  };
}

/** `*` and `?` stay within one name, `**` is any number of folders; without a slash a pattern is one of the top. */
function expression(pattern: string): RegExp {
  const path = pattern.trim().replace(/^(\.?\/)+|(?<!\/)\/+$/g, "");
  const parts = path.split(/(\*\*\/|\*\*|\*|\?|\[[^\]]{0,200}\])/).map((part) => lookUp(WILD, part) ?? verbatim(part));
  return new RegExp(`^${parts.join("")}(/|$)`);
}

const WILD: Readonly<Record<string, string>> = { "**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };

const verbatim = (part: string): string =>
  /^\[[^\]]+\]$/.test(part) ? part : part.replace(/[.+^${}()|[\]\\?*]/g, "\\$&");
