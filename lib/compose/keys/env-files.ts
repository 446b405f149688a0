import { resolve } from "node:path";
import { misplaced } from "../../airflow/derived/misplaced";
import { NAME, parseEnvFile } from "../../airflow/environment/env-file/parse";
import { envLine } from "../../airflow/environment/env-file/value";
import { quoted } from "../../deployment/words/echo";
import { envFile, wrongLines } from "../read/env-file";
import { changed, type Item, left, same, write } from "../read/item";
import { type Context, hostPath, running } from "../services/context";
import { isPuckel, PUCKEL_VARIABLES } from "../services/puckel";

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
  const optional = read.flatMap(({ text, required, at, path }) =>
    text === undefined && !required ? [changed(at, `${path} does not exist, and need not`)] : [],
  );
  if (absent.length > 0 && distinct.length > 1)
    return [
      ...optional,
      ...absent.map(({ at, path }) =>
        left(at, `${path} ${why(path)}, so its variables are not carried; put it there and import again`),
      ),
      ...read.flatMap(({ at, path, text }) =>
        text === undefined
          ? []
          : [left(at, `${path} is not carried while ${absent.map((one) => one.path).join(", ")} does not exist`)],
      ),
    ];
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
    return [...optional, write(AT, hostPath(there[0].path, context), there[0].at)];
  const values = new Map(there.flatMap(({ text }) => [...envFile(text, lookup)]));
  const kept = [...values].filter(([name]) => NAME.test(name) && !taken(name, context));
  const others = [
    ...there.map(({ at }) => same(at)),
    ...there.flatMap(({ at, path, text }) =>
      wrongLines(text).map(({ line, message }) =>
        left(at, `${path}:${line}: ${message}; compose refuses this line, so nothing of it is carried`),
      ),
    ),
    ...[...values.keys()].flatMap((name) =>
      NAME.test(name) || taken(name, context)
        ? []
        : [left(first.at, `${quoted(name)} is no name that a shell knows; choose another one`)],
    ),
  ];
  if (kept.length === 0) return [...optional, ...others];
  const path = `secrets/${context.stack}-env`;
  return [
    ...optional,
    ...others,
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
