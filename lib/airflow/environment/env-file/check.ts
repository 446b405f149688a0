import { readText } from "../../../deployment/disk/disk";
import type { Deployment } from "../../../deployment/schema/schema";
import { SECRET_BYTES } from "../../../deployment/usual";
import { keyShown } from "../../../deployment/words/echo";
import type { Finding } from "../../../deployment/words/finding";
import { misplaced } from "../../derived/misplaced";
import { besideKey, readerOf, wrongVariable } from "../../derived/proxy-variable";
import { located } from "../../files/files";
import { parseEnvFile } from "./parse";

const PATH = ["airflow", "envFile"];

/**
 * What is wrong with the lines of airflow.envFile, by the rules of airflow.environment. Values are never shown. A file
 * that is not there is no finding: it may lie only on the machine that deploys, which looks for it.
 * @param root the project's folder
 */
export function envFileFindings(root: string, deployment: Deployment): readonly Finding[] {
  const { airflow, workers } = deployment;
  const { envFile, environment } = airflow;
  if (envFile === undefined) return [];
  const read = readText(located(root, envFile), SECRET_BYTES);
  if ("fault" in read) {
    const { code, says, mend } = read.fault;
    return code === "ENOENT" ? [] : [{ path: PATH, message: `${envFile} ${says}: ${mend}` }];
  }
  const { lines, faults } = parseEnvFile(read.text);
  const written = new Map([
    ...Object.entries(workers).flatMap(([pool, part]) =>
      Object.keys(part.environment).map((name) => [name, `workers.${pool}.environment`] as const),
    ),
    ...Object.keys(environment).map((name) => [name, "airflow.environment"] as const),
  ]);
  const reader = readerOf(deployment);
  const wrong = lines.flatMap(({ line, name, value }) => {
    const message =
      misplaced(name) ??
      twice(written.get(name)) ??
      besideKey(name, deployment) ??
      worded(wrongVariable(name, value, reader));
    return message === undefined ? [] : [{ line, name, message }];
  });
  return [...faults, ...wrong]
    .sort((a, b) => a.line - b.line)
    .map(({ line, name, message }) => ({
      path: PATH,
      message: `${envFile}:${line}${name === undefined ? "" : ` ${keyShown(name)}`}: ${message}`,
    }));
}

const worded = (wrong: ReturnType<typeof wrongVariable>): string | undefined =>
  wrong === undefined ? undefined : `${wrong.expected}; ${wrong.why}`;

const twice = (place: string | undefined): string | undefined =>
  place === undefined ? undefined : `${place} has this name as well; remove one of them`;
