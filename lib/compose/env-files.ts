import { resolve } from "node:path";
import { misplaced } from "../airflow/rules/environment-names";
import { type Context, hostPath, running } from "./context";
import { envFile } from "./env-file";
import { changed, type Item, left, same, write } from "./item";
import { isPuckel, PUCKEL_VARIABLES } from "./puckel";

const AT = ["airflow", "envFile"];

/**
 * `env_file`: the file itself, where a deployment reads the same from it. Else its variables but Airflow's own go into
 * one file under `secrets/`, because a deployment file takes one, of plain KEY=VALUE lines.
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
  const kept = [...values].filter(([name]) => !taken(name, context));
  const others = there.map(({ at }) => same(at));
  if (kept.length === 0) return [...optional, ...others];
  const single = kept.filter(([, value]) => !value.includes("\n"));
  const path = `secrets/${context.stack}-env`;
  return [
    ...optional,
    ...others,
    write(AT, path, first.at),
    {
      kind: "secret",
      path,
      content: `${single.map(([name, value]) => `${name}=${quoted(value)}`).join("\n")}\n`,
      from: first.at,
    },
    changed(
      first.at,
      `${there.map((one) => one.path).join(", ")}: options of Airflow moved to the deployment file, the other variables to ${path}`,
    ),
    ...kept
      .filter(([, value]) => value.includes("\n"))
      .map(([name]) =>
        left(first.at, `${name} has several lines; write airflow.environment.${name}: { secret: NAME }`),
      ),
  ];
}

/** Variables that have a place of their own in the deployment file. */
const taken = (name: string, { cast }: Context): boolean =>
  misplaced(name) !== undefined || (isPuckel(cast) && PUCKEL_VARIABLES.has(name));

/** A container takes quotes off, if they are around all of the value. */
const quoted = (value: string): string => (/^(".*"|'.*')$/.test(value) ? `"${value}"` : value);

/** Whether the lines say the same to a deployment, which fills in nothing and knows no comment behind a value. */
function plainly(text: string, context: Context): boolean {
  const values = envFile(text, context.lookup);
  const simple = new Map(
    text
      .split(/\r?\n/)
      .map((line) => line.replace(/^export /, ""))
      .filter((line) => /^[A-Za-z_]\w*=/.test(line))
      .map(
        (line) =>
          [
            line.slice(0, line.indexOf("=")),
            line.slice(line.indexOf("=") + 1).replace(/^(["'])(.*)\1$/, "$2"),
          ] as const,
      ),
  );
  return (
    !text.includes("\r") &&
    values.size === simple.size &&
    [...values].every(([name, value]) => simple.get(name) === value && !taken(name, context))
  );
}
