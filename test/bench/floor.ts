import { classOf, type ProviderClass, providerClass } from "./floor-classes";
import { isObject, type Json, type JsonObject, object, type Synthesized } from "./floor-json";
import { propsFor } from "./floor-props";

/** cdktf's own classes of backends, by Terraform's word. */
const BACKENDS: Readonly<Record<string, string>> = { local: "LocalBackend", s3: "S3Backend", gcs: "GcsBackend" };

/**
 * The least program that makes these stacks: each resource by its bare provider class, each value written out (so no
 * references to compute), no file to read and nothing to check. What it costs, nobody can save.
 */
export function floorProgram(stacks: readonly Synthesized[]): string {
  const program = new Lines();
  const bodies = stacks.map((stack) => body(program, stack));
  program.uses("cdktf", "App");
  return [
    ...program.imports(),
    "// As in the app; and Terraform is not asked for its version either: that would be most of the time.",
    'const app = new App({ outdir: "cdktf.out", stackTraces: false, skipValidation: true });',
    ...bodies.flat(),
    "app.synth();",
    "",
  ].join("\n");
}

class Lines {
  private readonly names = new Map<string, Set<string>>();

  uses(module: string, name: string): string {
    this.names.set(module, (this.names.get(module) ?? new Set()).add(name));
    return name;
  }

  imports(): string[] {
    return [...this.names].map(([module, names]) => `import { ${[...names].sort().join(", ")} } from "${module}";`);
  }
}

function body(program: Lines, { name, json, assets }: Synthesized): string[] {
  const lines = ["{", `const stack = new ${program.uses("cdktf", "TerraformStack")}(app, ${text(name)});`];
  const override = (path: string, value: Json) => lines.push(`stack.addOverride(${text(path)}, ${text(value)});`);
  const make = (one: ProviderClass, id: string, { props, overrides }: ReturnType<typeof propsFor>, key?: string) => {
    lines.push(`{ const one = new ${program.uses(one.module, one.name)}(stack, ${text(id)}, ${text(props)});`);
    if (key !== undefined) lines.push(`one.overrideLogicalId(${text(key)});`);
    for (const [path, value] of Object.entries(overrides))
      lines.push(`one.addOverride(${text(path)}, ${text(value)});`);
    lines.push("}");
  };

  for (const { id, path, kind } of assets) {
    const type = `${program.uses("cdktf", "AssetType")}.${kind}`;
    lines.push(
      `new ${program.uses("cdktf", "TerraformAsset")}(stack, ${text(id)}, { path: ${text(path)}, type: ${type} });`,
    );
  }
  const { backend, required_providers: _, ...settings } = object(json["terraform"]);
  for (const [type, props] of Object.entries(object(backend))) {
    const known = BACKENDS[type];
    if (known === undefined) override(`terraform.backend.${type}`, props);
    else lines.push(`new ${program.uses("cdktf", known)}(stack, ${text(props)});`);
  }
  for (const [key, value] of Object.entries(settings)) override(`terraform.${key}`, value);
  for (const [provider, blocks] of Object.entries(object(json["provider"])))
    list(blocks).forEach((block, index) => {
      const one = providerClass(provider);
      const read = (stack: JsonObject) => list(object(stack["provider"])[provider])[0];
      if (one === undefined) override(`provider.${provider}`, blocks);
      else make(one, `provider-${provider}-${index}`, propsFor(one, block, read));
    });
  for (const kind of ["resource", "data"])
    for (const [type, items] of Object.entries(object(json[kind]))) {
      const one = classOf(type, kind === "data");
      for (const [key, wanted] of Object.entries(object(items))) {
        const read = (stack: JsonObject) => object(object(stack[kind])[type])["one"];
        if (one === undefined) override(`${kind}.${type}.${key}`, wanted);
        else make(one, `${kind}-${type}-${key}`, propsFor(one, object(wanted), read), key);
      }
    }
  for (const [key, output] of Object.entries(object(json["output"]))) {
    const { value = null, ...more } = object(output);
    const made = program.uses("cdktf", "TerraformOutput");
    lines.push(
      `new ${made}(stack, ${text(`output-${key}`)}, ${text({ value, ...more })}).overrideLogicalId(${text(key)});`,
    );
  }
  const done = ["//", "terraform", "provider", "resource", "data", "output"];
  for (const [key, value] of Object.entries(json)) if (!done.includes(key)) override(key, value);
  return [...lines, "}"];
}

const text = (json: Json): string => JSON.stringify(json);
const list = (json: Json | undefined): JsonObject[] => (Array.isArray(json) ? json : [json]).filter(isObject);
