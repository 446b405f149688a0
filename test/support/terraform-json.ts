import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";

/** A container in a stack's JSON, what tests read of it. */
export interface ContainerJson {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly depends_on?: readonly string[];
  readonly env?: readonly string[];
  readonly group_add?: readonly string[];
  readonly healthcheck?: Readonly<Record<string, unknown>>;
  readonly lifecycle?: { readonly precondition?: readonly Readonly<Record<string, string>>[] };
  readonly labels: readonly { readonly label: string; readonly value: string }[];
  readonly mounts?: readonly Readonly<Record<string, unknown>>[];
  readonly networks_advanced: readonly { readonly name: string; readonly aliases: readonly string[] }[];
  readonly ports?: readonly Readonly<Record<string, unknown>>[];
  readonly upload?: readonly UploadJson[];
  readonly user?: string;
  readonly [more: string]: unknown;
}

export interface UploadJson {
  readonly file: string;
  readonly content?: string;
  readonly source?: string;
  readonly permissions: string;
  readonly source_hash?: string;
}

type Resources<Json = Readonly<Record<string, unknown>>> = Readonly<Record<string, Json>>;

export interface StackJson {
  readonly resource: Readonly<Record<string, Resources>> & {
    readonly docker_container: Resources<ContainerJson>;
  };
  readonly output?: Resources<{ readonly value: string; readonly sensitive?: boolean }>;
  readonly [block: string]: unknown;
}

/** The JSON that Terraform would get for a stack of these constructs, without cdktf's own remarks. */
export function stackJson(build: (stack: TerraformStack) => void, name = "acme"): StackJson {
  return inApp((app) => {
    const stack = new TerraformStack(app, name);
    build(stack);
    return JSON.parse(JSON.stringify(stack.toTerraform()), withoutRemarks) as StackJson;
  });
}

const withoutRemarks = (key: string, value: unknown) => (key === "//" ? undefined : value);

/** An app whose output folder goes with the call. */
export function inApp<Value>(use: (app: App) => Value): Value {
  const outdir = mkdtempSync(join(tmpdir(), "stack-"));
  const prepare = Error.prepareStackTrace;
  // cdktf notes where each token was made; Jest looks every line of that up in its source maps, which takes longer than
  // all the rest.
  Error.prepareStackTrace = () => "";
  try {
    return use(new App({ outdir, stackTraces: false, skipValidation: true }));
  } finally {
    Error.prepareStackTrace = prepare;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** `TYPE.NAME` of every resource of a stack, sorted. */
export const addresses = ({ resource }: Pick<StackJson, "resource">): string[] =>
  Object.entries(resource)
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
    .sort();

/** The JSON of every resource by its address. */
export const byAddress = ({ resource }: Pick<StackJson, "resource">): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(resource).flatMap(([type, resources]) =>
      Object.entries(resources).map(([name, json]) => [`${type}.${name}`, json]),
    ),
  );
