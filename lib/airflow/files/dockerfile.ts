import { join } from "node:path";
import { isFolder, readText } from "../../deployment/disk/disk";
import type { Deployment } from "../../deployment/schema/schema";
import { quoted } from "../../deployment/words/echo";
import type { Finding } from "../../deployment/words/finding";
import { located } from "./files";

const PATH = ["airflow", "image", "build"];
const USUAL = "Dockerfile";

/** So many stages are said by name. */
const NAMED = 10;

/**
 * The Dockerfile that the file names, and its stage. A context that is not there is for whoever builds: a checkout that
 * only synthesizes need not have it.
 * @param root the project's folder
 */
export function dockerfileFindings({ airflow: { image } }: Deployment, root: string): readonly Finding[] {
  if (typeof image !== "object") return [];
  const { context, dockerfile, target } = image.build;
  if (context === undefined || (dockerfile === undefined && target === undefined)) return [];
  const folder = located(root, context);
  if (!isFolder(folder)) return [];
  const name = dockerfile ?? USUAL;
  const read = readText(join(folder, name));
  if ("fault" in read) {
    const { says, mend } = read.fault;
    const path = [...PATH, dockerfile === undefined ? "context" : "dockerfile"];
    return [{ path, message: `${name} below ${context} ${says}: ${mend}, or name another` }];
  }
  return target === undefined ? [] : stage(target, read.text, name);
}

function stage(target: string, text: string, name: string): readonly Finding[] {
  const stages = stagesOf(text);
  if (stages === undefined) return [];
  const numbered = /^\d+$/.test(target) && Number(target) < stages.length;
  if (numbered || stages.includes(target.toLowerCase())) return [];
  const named = stages.filter((one) => one !== "");
  const known =
    named.length === 0
      ? "its stages have no names: write FROM IMAGE AS NAME"
      : `it has ${named.slice(0, NAMED).join(", ")}${named.length > NAMED ? " and others" : ""}`;
  return [{ path: [...PATH, "target"], message: `${name} has no stage ${quoted(target)}; ${known}` }];
}

/**
 * Names of a Dockerfile's stages in lower case, as Docker compares them; of one without a name the empty text. Undefined:
 * what it builds is not known, because another reader of Dockerfiles is named in it.
 */
export function stagesOf(text: string): readonly string[] | undefined {
  const [head = ""] = /^(\s*#.*\r?\n)*/.exec(text) ?? [];
  const syntax = /^[ \t]*#[ \t]*syntax[ \t]*=[ \t]*(\S+)/im.exec(head)?.[1];
  if (
    /^[ \t]*#[ \t]*escape[ \t]*=/im.test(head) ||
    (syntax !== undefined && !/^(docker\.io\/)?docker\/dockerfile(:|@|$)/.test(syntax))
  )
    return undefined;
  const lines = text.replace(/\\[ \t]*\r?\n/g, " ").matchAll(/^[ \t]*FROM[ \t]+(.*)$/gim);
  return [...lines].map(([, words = ""]) => /[ \t]AS[ \t]+(\S+)\s*$/i.exec(words)?.[1]?.toLowerCase() ?? "");
}
