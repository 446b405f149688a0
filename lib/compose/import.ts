import { dirname } from "node:path";
import { officialImage } from "../airflow/derived/images";
import type { TargetReader } from "../deployment/file/read";
import { quoted } from "../deployment/words/echo";
import { admin } from "./keys/admin";
import { broker } from "./keys/broker";
import { database } from "./keys/database";
import { envFiles } from "./keys/env-files";
import { executor } from "./keys/executor";
import { flags } from "./keys/flags";
import { flower } from "./keys/flower";
import { folders } from "./keys/folders";
import { image } from "./keys/image";
import { bindAddress, processes } from "./keys/processes";
import { rest } from "./keys/rest";
import { user } from "./keys/user";
import { variables } from "./keys/variables";
import { workers } from "./keys/workers";
import { changed, concealed, type Item, problem, write } from "./read/item";
import { load, type Project } from "./read/project";
import type { Source } from "./read/source";
import { unresolved } from "./read/unresolved";
import { cast } from "./services/cast";
import type { Context } from "./services/context";
import { bitnami } from "./services/foreign";
import { stackName } from "./services/pool-name";
import { puckel } from "./services/puckel";
import { chooseVersion } from "./services/version";
import { accepted } from "./write/accepted";
import { account } from "./write/account";
import { document } from "./write/document";
import { draft, overruled } from "./write/draft";
import { problems, type Report, report } from "./write/report";
import { settle } from "./write/settle";

export interface Request extends Source {
  /** This project's folder, absolute. */
  readonly root: string;
  /** The stack's name that a person asks for. */
  readonly name: string | undefined;
  /** The version that a person asks for. */
  readonly airflow: string | undefined;
  readonly dockerGroup: number | undefined;
}

/** A file that the import makes besides the deployment file, relative to the project's folder. */
export interface Extra {
  readonly path: string;
  /** Undefined: nobody but the person knows it. */
  readonly content: string | undefined;
}

export type Imported =
  | { readonly ok: false; readonly problems: readonly string[] }
  | {
      readonly ok: true;
      readonly stack: string;
      readonly text: string;
      readonly report: Report;
      /** One line about what was read. */
      readonly summary: string;
      /** What was found out, each with its place: whoever asks can see that nothing of the file is missing. */
      readonly items: readonly Item[];
      readonly secrets: readonly Extra[];
      readonly files: readonly Extra[];
    };

const refused = (items: readonly Item[]): Imported => ({ ok: false, problems: problems(items) });

/**
 * A compose file as a deployment file of the Docker target. Nothing is written here.
 * @param targets by whose rules the file is to be good
 */
export function importCompose(asked: Request, targets: Readonly<Record<string, TargetReader>>): Imported {
  const request: Request = { ...asked, lookup: fromItsFolder(asked) };
  const loaded = load(request);
  if (!loaded.ok) return refused(loaded.problems);
  const { project } = loaded;
  const played = cast(project);
  if ("length" in played) return refused(played);
  const holes = unresolved({ cast: played });
  if (holes.length > 0) return refused(holes);
  const chosen = chooseVersion(project, played, request, request.airflow);
  if (!chosen.ok) return refused(chosen.problems);
  const named = nameOf(project, request);
  const context: Context = {
    ...request,
    project,
    cast: played,
    stack: named.stack,
    airflowVersion: chosen.text,
    version: chosen.version,
  };
  const found = [
    ...named.items,
    write(["airflow", "version"], chosen.text, chosen.at),
    ...upgraded(chosen),
    ...played.notes,
    ...mapped(context),
  ];
  const all = concealed([...found, ...account(context, found), ...overruled(found)], named.stack);
  if (all.some(({ kind }) => kind === "problem")) return refused(all);
  const items = accepted(all, targets);
  return made(project, context, [...items, ...settle(items, context, targets)]);
}

/** People start compose in the folder of its file, so ${PWD} means that one, not the folder of this program. */
const fromItsFolder =
  ({ path, lookup }: Request): Request["lookup"] =>
  (name) =>
    name === "PWD" ? dirname(path) : lookup(name);

function upgraded({ at, was, text }: Extract<ReturnType<typeof chooseVersion>, { ok: true }>): readonly Item[] {
  if (was === undefined) return [];
  const recipe = /\.build(\.|$)/.test(at.key) ? `; its Dockerfile must build on ${officialImage(text)}` : "";
  return [changed(at, `Airflow ${was} became ${text}: read its release notes, DAGs may need changes${recipe}`)];
}

function mapped(context: Context): readonly Item[] {
  const decided = executor(context);
  return [
    ...decided.items,
    ...image(context),
    ...folders(context),
    ...variables(context),
    ...puckel(context),
    ...bitnami(context),
    ...envFiles(context),
    ...admin(context),
    ...workers(context, decided.executor),
    ...processes(context),
    ...flags(context),
    ...flower(context, decided.executor),
    ...database(context),
    ...(decided.executor === "CeleryExecutor" ? broker(context) : []),
    ...bindAddress(context),
    ...user(context),
    ...rest(context, decided.executor),
  ];
}

/** The name asked for is taken as it is, and refused by the reader of names where it is none. */
function nameOf(project: Project, { name }: Request): { stack: string; items: readonly Item[] } {
  if (name !== undefined) {
    const near = stackName(name);
    return near === name
      ? { stack: name, items: [] }
      : {
          stack: "airflow",
          items: [
            problem(
              project.file,
              `--name: expected 2 to 20 lower-case letters, digits and hyphens, got ${quoted(name)}${near === undefined ? "" : `; write ${near}`}`,
            ),
          ],
        };
  }
  const stack = stackName(project.name) ?? "airflow";
  const items =
    stack === project.name
      ? []
      : [
          changed(
            project.file,
            `the stack is called ${stack}, after ${quoted(project.name)}; --name gives it another name`,
          ),
        ];
  return { stack, items };
}

function made(project: Project, context: Context, items: readonly Item[]): Imported {
  const lines = draft(items);
  const services = [
    ...new Set(Object.values(context.cast.roles).flatMap((players) => players.map(({ service }) => service.name))),
  ];
  const about = [
    `Made from ${project.file.file}: comments say which part of it each value came from. Every key: docs/reference.md.`,
  ];
  return {
    ok: true,
    stack: context.stack,
    text: document(lines, about),
    report: report(lines, items),
    summary: `${project.file.file}: Airflow ${context.airflowVersion}, ${services.length} service${services.length === 1 ? "" : "s"} of it (${services.join(", ")})`,
    items,
    secrets: extras(items, "secret"),
    files: extras(items, "file"),
  };
}

function extras(items: readonly Item[], kind: "secret" | "file"): readonly Extra[] {
  const found = new Map<string, Extra>();
  for (const item of items)
    if (item.kind === kind && !found.has(item.path)) found.set(item.path, { path: item.path, content: item.content });
  return [...found.values()];
}
