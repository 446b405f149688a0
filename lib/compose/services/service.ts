import {
  entriesOf,
  entry,
  isOff,
  isOn,
  itemsOf,
  type Nothing,
  type Origin,
  pairs,
  type Scalar,
  type Tree,
  textOf,
} from "../read/tree";
import { words } from "../write/words";
import { mebibytes } from "./size";

export interface Mount {
  readonly at: Origin;
  /** A folder of the host, the name of a volume, or undefined for an anonymous one. */
  readonly source: string | undefined;
  readonly target: string;
  readonly readOnly: boolean;
  readonly bind: boolean;
  /** What else was asked of it: `z`, `bind.propagation`. */
  readonly flags: readonly string[];
}

export interface Port {
  readonly at: Origin;
  readonly address: string | undefined;
  /** Undefined: Docker chooses one. */
  readonly host: number | undefined;
  readonly container: number;
  /** What else was asked of it: `udp`, `x`. */
  readonly flags: readonly string[];
}

export type Variables = ReadonlyMap<string, Scalar | Nothing>;

/** A service of a compose file, its short and long forms made one. */
export interface Service {
  readonly name: string;
  readonly at: Origin;
  readonly tree: Tree;
  readonly image: Scalar | undefined;
  readonly build: Tree | undefined;
  readonly command: readonly string[];
  readonly commandAt: Origin;
  readonly environment: Variables;
  readonly envFiles: readonly { readonly at: Origin; readonly path: string; readonly required: boolean }[];
  readonly mounts: readonly Mount[];
  readonly ports: readonly Port[];
  readonly replicas: { readonly at: Origin; readonly value: number } | undefined;
  readonly cpus: { readonly at: Origin; readonly value: number } | undefined;
  /** MiB. */
  readonly memory: { readonly at: Origin; readonly value: number } | undefined;
  readonly profiles: readonly string[];
  /** Names that other services reach it by. */
  readonly hosts: readonly string[];
  readonly networks: readonly string[];
}

export function service(name: string, tree: Tree): Service {
  const image = entry(tree, "image");
  const networks = entry(tree, "networks");
  return {
    name,
    at: tree.at,
    tree,
    image: image?.kind === "scalar" && image.text.trim() !== "" ? image : undefined,
    build: present(entry(tree, "build")),
    command: [...command(entry(tree, "entrypoint")), ...command(entry(tree, "command"))],
    commandAt: (present(entry(tree, "command")) ?? present(entry(tree, "entrypoint")) ?? tree).at,
    environment: pairs(entry(tree, "environment")),
    envFiles: itemsOf(entry(tree, "env_file")).flatMap(fileOfVariables),
    mounts: itemsOf(entry(tree, "volumes")).flatMap(mount),
    ports: itemsOf(entry(tree, "ports")).flatMap(port),
    replicas: number(entry(tree, "deploy", "replicas") ?? entry(tree, "scale"), Number),
    cpus: number(entry(tree, "deploy", "resources", "limits", "cpus") ?? entry(tree, "cpus"), Number),
    memory: number(entry(tree, "deploy", "resources", "limits", "memory") ?? entry(tree, "mem_limit"), mebibytes),
    profiles: itemsOf(entry(tree, "profiles")).flatMap((item) => textOf(item) ?? []),
    hosts: [
      name,
      ...["container_name", "hostname"].flatMap((key) => textOf(entry(tree, key)) ?? []),
      ...entriesOf(networks).flatMap(([, one]) => itemsOf(entry(one, "aliases")).flatMap((item) => textOf(item) ?? [])),
    ],
    networks:
      networks?.kind === "section"
        ? [...networks.entries.keys()]
        : itemsOf(networks).flatMap((item) => textOf(item) ?? []),
  };
}

const present = (tree: Tree | undefined): Tree | undefined => (tree?.kind === "nothing" ? undefined : tree);

const command = (tree: Tree | undefined): readonly string[] =>
  tree?.kind === "list" ? tree.items.flatMap((item) => textOf(item) ?? []) : words(textOf(tree) ?? "");

function number(tree: Tree | undefined, read: (text: string) => number | undefined) {
  const text = textOf(tree);
  const value = text === undefined ? undefined : read(text);
  return tree === undefined || value === undefined || !Number.isFinite(value) ? undefined : { at: tree.at, value };
}

function fileOfVariables(item: Tree): Service["envFiles"] {
  const path = textOf(item) ?? textOf(entry(item, "path"));
  return path === undefined ? [] : [{ at: item.at, path, required: !isOff(entry(item, "required")) }];
}

/** `SOURCE:TARGET[:MODE]`, `TARGET`, or the long form. */
function mount(item: Tree): readonly Mount[] {
  const text = textOf(item);
  if (text !== undefined) {
    // The drive of a path of Windows has a colon of its own.
    const drive = /^[A-Za-z]:[\\/]/.exec(text)?.[0] ?? "";
    const [rest = "", second, mode = ""] = text.slice(drive.length).split(":");
    const first = `${drive}${rest}`;
    if (second === undefined)
      return [{ at: item.at, source: undefined, target: first, readOnly: false, bind: false, flags: [] }];
    const flags = mode.split(",").filter((flag) => flag !== "" && flag !== "rw");
    return [
      {
        at: item.at,
        source: first,
        target: second,
        readOnly: flags.includes("ro"),
        bind: drive !== "" || /^[./~]/.test(first),
        flags: flags.filter((flag) => flag !== "ro"),
      },
    ];
  }
  const target = textOf(entry(item, "target"));
  if (target === undefined) return [];
  const source = textOf(entry(item, "source"));
  const readOnly = isOn(entry(item, "read_only"));
  const type = textOf(entry(item, "type"));
  const flags = entriesOf(item).flatMap(([key, value]) =>
    /^(type|source|target|read_only)$/.test(key)
      ? []
      : value.kind === "section"
        ? [...value.entries.keys()].map((one) => `${key}.${one}`)
        : [key],
  );
  return [
    {
      at: item.at,
      source,
      target,
      readOnly,
      bind: type === "bind",
      flags: type === "tmpfs" ? ["tmpfs", ...flags] : flags,
    },
  ];
}

/** `[[ADDRESS:]HOST:]CONTAINER[/PROTOCOL]`, or the long form. Of a range the first port counts. */
function port(item: Tree): readonly Port[] {
  const text = textOf(item);
  const parts =
    text === undefined ? undefined : /^(?:(?:(\[[^\]]+\]|[^:]+):)?([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(text);
  const address = parts?.[1] ?? textOf(entry(item, "host_ip"));
  const host = firstOf(parts?.[2] ?? textOf(entry(item, "published")));
  const container = firstOf(parts?.[3] ?? textOf(entry(item, "target")));
  const protocol = parts?.[4] ?? textOf(entry(item, "protocol")) ?? "tcp";
  const flags = [
    ...(protocol === "tcp" ? [] : [protocol]),
    ...[parts?.[2] ?? textOf(entry(item, "published")) ?? ""].filter((range) => range.includes("-")),
    ...entriesOf(item).flatMap(([key]) =>
      /^(target|published|host_ip|protocol|mode|name|app_protocol)$/.test(key) ? [] : [key],
    ),
  ];
  return container === undefined ? [] : [{ at: item.at, address, host, container, flags }];
}

const firstOf = (text: string | undefined): number | undefined => {
  const found = /^\d+/.exec(text ?? "")?.[0];
  return found === undefined ? undefined : Number(found);
};
