import { resolve } from "node:path";
import { parseEnvFile } from "../airflow/env-file/parse";
import { envLine } from "../airflow/env-file/value";
import { misplaced } from "../airflow/rules/environment-names";
import { type Context, hostPath, running } from "./context";
import { envFile } from "./env-file";
import { changed, type Item, left, write } from "./item";
import { isPuckel, PUCKEL_VARIABLES } from "./puckel";

const AT = ["airflow", "envFile"];

/**
 * `env_file`: the file itself, where a deployment reads the same from it. Else its variables but Airflow's own go into
 * one file under `secrets/`, because a deployment file takes one.
 */
export function envFiles(context: Context): readonly Item[] {
  const { disk, lookup, project } = context;
  const why = (path: string) => disk.why(resolve(project.folder, path));
  const files = running(context.cast).flatMap((service) => service.envFiles);
  const distinct = files.filter((one, index) => files.findIndex(({ path }) => path === one.path) === index);
  const [first] = distinct;
  if (first === undefined) return [];
  const read = distinct.map((one) => ({ ...one, text: disk.text(resolve(project.folder, one.path)) }));
  const absent = read.filter(({ text, required }) => text === undefined && required);
  if (absent.length > 0 && distinct.length > 1)
    return absent.map(({ at, path }) =>
      left(at, `${path} ${why(path)}, so its variables are not carried; put it there and import again`),
    );
  if (absent.length > 0)
    return [
      write(AT, hostPath(first.path, context), first.at),
      left(
        first.at,
        `${first.path} ${why(first.path)}; put it there before you deploy, without options of Airflow in it`,
      ),
    ];
  const there = read.flatMap(({ text, ...one }) => (text === undefined ? [] : [{ ...one, text }]));
  if (there.length === 1 && there[0] !== undefined && plainly(there[0].text, context))
    return [write(AT, hostPath(first.path, context), first.at)];
  const values = new Map(there.flatMap(({ text }) => [...envFile(text, lookup)]));
  const kept = [...values].filter(([name]) => !taken(name, context));
  if (kept.length === 0) return [];
  const path = `secrets/${context.stack}-env`;
  return [
    write(AT, path, first.at),
    {
      kind: "secret",
      path,
      content: kept.map(([name, value]) => `${envLine(name, value)}\n`).join(""),
      from: first.at,
    },
    changed(
      first.at,
      `${there.map((one) => one.path).join(", ")}: options of Airflow moved to the deployment file, the other variables to ${path}`,
    ),
  ];
}

/** Variables that have a place of their own in the deployment file. */
const taken = (name: string, { cast }: Context): boolean =>
  misplaced(name) !== undefined || (isPuckel(cast) && PUCKEL_VARIABLES.has(name));

/** Whether the lines say the same to a deployment, which fills in nothing from the machine that deploys. */
function plainly(text: string, context: Context): boolean {
  const values = envFile(text, context.lookup);
  const { lines, faults } = parseEnvFile(text);
  const same = new Map(lines.map(({ name, value }) => [name, value]));
  return (
    faults.length === 0 &&
    values.size === same.size &&
    [...values].every(([name, value]) => same.get(name) === value && !taken(name, context))
  );
}
