import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import type { Finding } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import { located } from "../files";
import { misplaced } from "../rules/environment-names";
import { parseEnvFile } from "./parse";

/** As many as Secrets Manager and Secret Manager keep in a secret. */
const MOST_BYTES = 65_536;
const PATH = ["airflow", "envFile"];

/**
 * What is wrong with the lines of airflow.envFile, by the rules of airflow.environment. Values are never shown. A file
 * that is not there is no finding: it may lie only on the machine that deploys, which looks for it.
 * @param root the project's folder
 */
export function envFileFindings(root: string, { airflow, workers }: Deployment): readonly Finding[] {
  const { envFile, environment } = airflow;
  if (envFile === undefined) return [];
  const text = content(located(root, envFile));
  if (text === undefined) return [];
  if ("message" in text) return [{ path: PATH, message: `${envFile} ${text.message}` }];
  const { lines, faults } = parseEnvFile(text.text);
  const written = new Map([
    ...Object.entries(workers).flatMap(([pool, part]) =>
      Object.keys(part.environment).map((name) => [name, `workers.${pool}.environment`] as const),
    ),
    ...Object.keys(environment).map((name) => [name, "airflow.environment"] as const),
  ]);
  const wrong = lines.flatMap(({ line, name }) => {
    const message = misplaced(name) ?? OWN[name] ?? twice(written.get(name));
    return message === undefined ? [] : [{ line, name, message }];
  });
  return [...faults, ...wrong]
    .sort((a, b) => a.line - b.line)
    .map(({ line, name, message }) => ({
      path: PATH,
      message: `${envFile}:${line}${name === undefined ? "" : ` ${name}`}: ${message}`,
    }));
}

/** What environment can say, because it is joined there with what this program sets. */
const OWN: Readonly<Record<string, string>> = {
  PYTHONPATH: "write airflow.environment.PYTHONPATH: there it is put behind the folder of this program",
};

const twice = (place: string | undefined): string | undefined =>
  place === undefined ? undefined : `${place} has this name as well; remove one of them`;

type Content = { readonly text: string } | { readonly message: string };

function content(path: string): Content | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile()) return { message: "is no file; name a file of KEY=VALUE lines" };
  if (stat.size > MOST_BYTES) return { message: "has more than 64 KiB; put large values into files of their own" };
  const bytes = read(path);
  if (bytes === undefined) return { message: "cannot be read; make it readable for whoever deploys" };
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { message: "is no text in UTF-8; save it as UTF-8" };
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
