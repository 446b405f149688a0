import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What one synth makes of a stack. */
export interface Made {
  /** Boot files by name. */
  readonly boot?: Readonly<Record<string, string>>;
  /** Assets by `ID/NAME`, with their contents. */
  readonly assets?: Readonly<Record<string, string>>;
  readonly syntax?: "cdk.tf";
}

export type Stacks = Readonly<Record<string, Made>>;

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** The text of a stack, which names all that belongs to it. */
const textOf = (generation: string, { boot = {}, assets = {} }: Made): string =>
  JSON.stringify({
    generation,
    boot,
    assets: Object.fromEntries(
      Object.entries(assets).map(([path, text]) => [path.replace("/", `/${hash(text)}/`), text]),
    ),
  });

/** Writes what a synth leaves before its publication. */
export function synthesized(next: string, generation: string, stacks: Stacks): void {
  mkdirSync(join(next, "stacks"), { recursive: true });
  write(next, "manifest.json", JSON.stringify({ generation, stacks: Object.keys(stacks) }));
  for (const [name, made] of Object.entries(stacks)) {
    const at = `stacks/${name}`;
    write(next, `${at}/${made.syntax ?? "cdk.tf.json"}`, textOf(generation, made));
    for (const [file, text] of Object.entries(made.boot ?? {})) write(next, `${at}/boot/${file}`, text);
    for (const [path, text] of Object.entries(made.assets ?? {}))
      write(next, `${at}/assets/${path.replace("/", `/${hash(text)}/`)}`, text);
    for (const end of ["json", "md", "html"]) write(next, `review/${name}.${end}`, `${generation} ${name}.${end}`);
  }
}

interface Read {
  readonly generation: string;
  readonly boot: Readonly<Record<string, string>>;
  readonly assets: Readonly<Record<string, string>>;
}

/** Everything below a folder as a reader of paths sees it, without what links lead to by itself. */
export function seen(folder: string, inside = ""): Record<string, string> {
  const entries = readdirSync(join(folder, inside)).flatMap((name): [string, string][] => {
    const path = join(inside, name);
    if (name === ".synth" || !existsSync(join(folder, path))) return [];
    const is = lstatSync(join(folder, path));
    if (is.isDirectory() || readable(join(folder, path)) === undefined) return Object.entries(seen(folder, path));
    return [[path, readFileSync(join(folder, path), "utf8")]];
  });
  return Object.fromEntries(entries.sort());
}

function readable(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Terraform's own in a stack's folder. */
export const TERRAFORM = { ".terraform/provider": "binary", ".terraform.lock.hcl": "lock", plan: "plan" };

export function keepTerraforms(stack: string): void {
  for (const [path, text] of Object.entries(TERRAFORM)) write(stack, path, text);
}

/** What is wrong with a stack's folder: empty when all in it is of the one synth that its text names. */
export function torn(stack: string, syntax = "cdk.tf.json"): string[] {
  const text = readable(join(stack, syntax));
  if (text === undefined) return [`${syntax} cannot be read`];
  const { boot, assets }: Read = JSON.parse(text);
  const folder = join(stack, "boot");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const wrong = [
    ...Object.entries(boot).filter(([file, content]) => readable(join(folder, file)) !== content),
    ...files.filter((file) => !Object.hasOwn(boot, file)),
  ].map(String);
  const lost = Object.entries(assets).filter(([path, content]) => readable(join(stack, "assets", path)) !== content);
  return [...wrong.map((one) => `boot/${one}`), ...lost.map(String)];
}

export const generationOf = (stack: string, syntax = "cdk.tf.json"): string =>
  JSON.parse(readFileSync(join(stack, syntax), "utf8")).generation;
