import { basename, dirname, resolve } from "node:path";
import { type Service, service } from "../services/service";
import { extended } from "./extends";
import { type Item, problem } from "./item";
import { parse } from "./parse";
import type { Source } from "./source";
import { entriesOf, entry, itemsOf, type Origin, type Tree, textOf } from "./tree";

/** A compose file after reading. */
export interface Project {
  readonly file: Origin;
  /** The folder that its paths are relative to. */
  readonly folder: string;
  /** `name:`, else the folder's. */
  readonly name: string;
  readonly tree: Tree;
  readonly services: readonly Service[];
  /** Services whose profile nobody asked for: compose does not start them. */
  readonly inactive: readonly Service[];
}

export type Loaded =
  | { readonly ok: true; readonly project: Project }
  | { readonly ok: false; readonly problems: readonly Item[] };

const refuse = (at: Origin, text: string): Loaded => ({ ok: false, problems: [problem(at, text)] });

/** Reads a compose file and what it extends. */
export function load(source: Source): Loaded {
  const file: Origin = { file: source.shownAs, line: 1, key: "" };
  const text = source.disk.text(source.path);
  if (text === undefined)
    return refuse(
      file,
      `it ${source.disk.why(source.path)}; name a compose file: npm run import -- docker-compose.yml`,
    );
  const parsed = parse(text, source.shownAs, source.lookup);
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map((one) => problem(one.at, one.text)) };
  const written = entry(parsed.tree, "services");
  if (written?.kind !== "section" || written.entries.size === 0)
    return refuse(written?.at ?? file, notCompose(parsed.tree));
  const trees = entriesOf(written).map(([name]) => [name, extended(name, parsed.tree, source)] as const);
  const problems = trees.flatMap(([, one]) => ("refused" in one ? [problem(one.refused, one.text)] : []));
  if (problems.length > 0) return { ok: false, problems };
  const all = linked(trees.flatMap(([name, one]) => ("tree" in one ? [service(name, one.tree)] : [])));
  const active = ({ profiles }: Service) =>
    profiles.length === 0 ||
    profiles.some((profile) => source.profiles.includes(profile) || source.profiles.includes("*"));
  return {
    ok: true,
    project: {
      file,
      folder: dirname(source.path),
      name: textOf(entry(parsed.tree, "name")) ?? basename(resolve(dirname(source.path))),
      tree: parsed.tree,
      services: all.filter(active),
      inactive: all.filter((one) => !active(one)),
    },
  };
}

/** `links: [db:postgres]` gives another service one more name. */
function linked(services: readonly Service[]): readonly Service[] {
  const links = services.flatMap(({ tree }) => itemsOf(entry(tree, "links")).flatMap((one) => textOf(one) ?? []));
  return services.map((service) => {
    const names = links.flatMap((link) =>
      link.startsWith(`${service.name}:`) ? link.slice(service.name.length + 1) : [],
    );
    return names.length === 0 ? service : { ...service, hosts: [...new Set([...service.hosts, ...names])] };
  });
}

function notCompose(tree: Tree): string {
  const keys = entriesOf(tree).map(([key]) => key);
  if (keys.includes("target") && keys.includes("airflow"))
    return "this is a deployment file already; put it into configs/ as it is";
  if (keys.includes("apiVersion") && keys.includes("kind"))
    return "this is a file of Kubernetes; expected a compose file with services:";
  return `expected a compose file with services: at its top, got ${keys.length === 0 ? "no keys" : `the keys ${keys.slice(0, 6).join(", ")}`}`;
}
