import { changed, type Item, left } from "../read/item";
import { entriesOf, type Origin, type Tree } from "../read/tree";
import { type Context, everyone, named, running } from "../services/context";
import type { Service } from "../services/service";
import { isParted, type Part, remedy } from "./remedies";

/** A value that nothing speaks of. */
interface Unspoken {
  readonly part: Part;
  readonly service: Service | undefined;
  /** Below its service: `deploy.resources.limits.pids`. */
  readonly path: string;
  readonly tree: Tree;
}

const id = ({ file, key }: Origin): string => `${file}\n${key}`;
const placeOf = (item: Item): Origin => ("at" in item ? item.at : item.from);

/**
 * The account of a compose file: every value of it that is in force was translated, changed or listed by whoever used
 * it, which its items show by their place. For each value without an item there is a line here, so nothing is lost in
 * silence, whatever the key.
 */
export function account(context: Context, items: readonly Item[]): readonly Item[] {
  const lines = new Map<string, Unspoken[]>();
  for (const one of unspoken(context, items)) {
    const key = `${id(one.tree.at)}\n${isBare(one.tree) ? "" : remedy(one.path, one.part)[1]}`;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  return [...lines.values()].map(line);
}

/** What no item speaks of. */
export function unspoken(context: Context, items: readonly Item[]): readonly Unspoken[] {
  const { project } = context;
  const spoken = new Set(items.map((item) => id(placeOf(item))));
  const whole = new Set(items.flatMap((item) => ("whole" in item ? [id(placeOf(item))] : [])));
  const active = partsOf(context).filter(({ service }) => !whole.has(id(service.at)));
  const repeated = new Set(active.flatMap(({ service, part }) => (part === "process" ? said(service, spoken) : [])));
  return [
    ...active.flatMap(({ service, part }) =>
      entriesOf(service.tree).flatMap(([key, tree]) =>
        part === "setup" && !/^env/.test(key) ? [] : walk(key, tree, { part, service, spoken, repeated }),
      ),
    ),
    ...entriesOf(project.tree)
      .filter(([key]) => !/^(x-.*|services|name|version|include)$/.test(key))
      .flatMap(([key, tree]) => walk(key, tree, { part: "top", service: undefined, spoken, repeated })),
  ];
}

interface Walk {
  readonly part: Part;
  readonly service: Service | undefined;
  readonly spoken: ReadonlySet<string>;
  readonly repeated: ReadonlySet<string>;
}

function walk(path: string, tree: Tree, around: Walk): readonly Unspoken[] {
  if (around.spoken.has(id(tree.at)) || /^x-/.test(path) || silent(path, tree) || isRepeated(path, tree, around))
    return [];
  // One line for the whole of it, where nothing of it is used.
  const one = tree.kind === "scalar" || tree.kind === "nothing" || !isParted(path, around.part);
  if (one && !isUsed(tree, around.spoken)) return [{ ...around, path, tree }];
  return below(path, tree).flatMap(([key, next]) => walk(key, next, around));
}

const isUsed = (tree: Tree, spoken: ReadonlySet<string>): boolean =>
  spoken.has(id(tree.at)) || below("", tree).some(([, one]) => isUsed(one, spoken));

/** Compose itself hears nothing in these. */
const silent = (path: string, tree: Tree): boolean =>
  tree.kind === "nothing" ? !path.startsWith("environment") : tree.kind !== "scalar" && leaves(path, tree).length === 0;

const leaves = (path: string, tree: Tree): readonly string[] =>
  tree.kind === "scalar" ? [path] : below(path, tree).flatMap(([key, one]) => leaves(key, one));

/** An item of a list has the path of its list. */
function below(path: string, tree: Tree): readonly (readonly [string, Tree])[] {
  if (tree.kind === "list") return tree.items.map((one) => [path, one] as const);
  return entriesOf(tree).map(([key, one]) => [`${path}.${key}`, one] as const);
}

/** Keys that are one for all processes: what a service repeats of another one is said there. */
const SHARED: ReadonlySet<string> = new Set("image build environment env_file volumes user".split(" "));

const isRepeated = (path: string, tree: Tree, { part, repeated }: Walk): boolean =>
  tree.kind === "scalar" && /^(process|flower|setup)$/.test(part) && repeated.has(saying(path, tree.text));

const saying = (path: string, text: string): string => {
  const cut = path === "environment" ? text.indexOf("=") : -1;
  return cut === -1 ? `${path}=${text}` : `${path}.${text}`;
};

function said(service: Service, spoken: ReadonlySet<string>): readonly string[] {
  const collect = (path: string, tree: Tree, above: boolean): readonly string[] => {
    const here = above || spoken.has(id(tree.at));
    if (tree.kind === "scalar") return here ? [saying(path, tree.text)] : [];
    return below(path, tree).flatMap(([key, one]) => collect(key, one, here));
  };
  return entriesOf(service.tree).flatMap(([key, tree]) => (SHARED.has(key) ? collect(key, tree, false) : []));
}

function partsOf(context: Context): readonly { readonly service: Service; readonly part: Part }[] {
  const { cast } = context;
  const processes = running(cast);
  const flowers = cast.roles.flower.map(({ service }) => service);
  return [
    ...everyone(cast).map((service) => {
      const part: Part = processes.includes(service) ? "process" : flowers.includes(service) ? "flower" : "setup";
      return { service, part };
    }),
    ...cast.databases.map((service) => ({ service, part: "database" as const })),
    ...cast.brokers.map((service) => ({ service, part: "broker" as const })),
    ...cast.others.map((service) => ({ service, part: "process" as const })),
  ];
}

function line(group: readonly Unspoken[]): Item {
  const [first] = group;
  if (first === undefined) throw new Error("a line speaks of something");
  const { path, part, tree } = first;
  const services = group.flatMap(({ service }) => service ?? []);
  // A section that several services share does not say whose it is.
  const [only] = services.length === 1 ? services : [];
  const whose =
    services.length === 0 || (only !== undefined && tree.at.key.startsWith(`services.${only.name}.`))
      ? ""
      : ` of ${named(services)}`;
  if (path.startsWith("environment") && isBare(tree))
    return left(
      tree.at,
      `${nameOf(tree)}${whose} has no value here, so compose did not set it; write airflow.environment for a value`,
    );
  const [kind, text] = remedy(path, part);
  const what = path.startsWith("environment") ? nameOf(tree) : path;
  return kind === "own"
    ? changed(tree.at, `${what}${whose}: ${text}`)
    : left(tree.at, `${what}${whose} (${shape(tree)}) cannot be set here; ${text}`);
}

/** A name without a value: of the shell, which has none. */
const isBare = (tree: Tree): boolean =>
  tree.kind === "nothing" || (tree.kind === "scalar" && tree.at.key.endsWith("]") && !tree.text.includes("="));

/** The variable, never its value. */
function nameOf(tree: Tree): string {
  const listed = tree.kind === "scalar" && tree.at.key.endsWith("]") ? /^[^=]*/.exec(tree.text)?.[0] : undefined;
  return listed ?? tree.at.key.split(".").at(-1) ?? "";
}

/** What kind of value it is. Only numbers, sizes and switches show themselves: text may be a secret. */
function shape(tree: Tree): string {
  if (tree.kind === "list") return `a list of ${tree.items.length}`;
  if (tree.kind === "section") return [...tree.entries.keys()].join(", ");
  if (tree.kind === "nothing") return "no value";
  return !tree.at.key.includes("environment") && /^(true|false|\d+(\.\d+)?\s?[a-z]{0,3})$/i.test(tree.text)
    ? tree.text
    : "text";
}
