import { DataResource, TerraformElement, type TerraformStack } from "cdktf";
import type { JsonObject } from "./floor-json";

/** A class of a provider package, or cdktf's own. */
export interface ProviderClass {
  readonly module: string;
  readonly name: string;
  make(stack: TerraformStack, id: string, props: JsonObject): TerraformElement;
}

type Constructor = new (stack: TerraformStack, id: string, props: JsonObject) => TerraformElement;
const isClass = (value: unknown): value is Constructor => typeof value === "function";
const typeOf = (value: object): unknown => ("tfResourceType" in value ? value.tfResourceType : undefined);

const PROVIDERS = ["aws", "docker", "google", "random"];
const kebab = (type: string) => type.replaceAll("_", "-");

/** The class of a provider block: `docker`. */
export const providerClass = (provider: string): ProviderClass | undefined =>
  found(`@cdktf/provider-${provider}/lib/provider`, () => true);

/** The class of a resource (`docker_container`) or of a data source. */
export function classOf(type: string, data: boolean): ProviderClass | undefined {
  if (type === "terraform_data" && !data)
    return { module: "cdktf", name: DataResource.name, make: (stack, id, props) => new DataResource(stack, id, props) };
  const provider = PROVIDERS.find((name) => type.startsWith(`${name}_`));
  if (provider === undefined) return undefined;
  const folder = `${data ? "data-" : ""}${kebab(data ? type : type.slice(provider.length + 1))}`;
  return found(`@cdktf/provider-${provider}/lib/${folder}`, (value) => typeOf(value) === type);
}

function found(module: string, fits: (value: object) => boolean): ProviderClass | undefined {
  let exported: object;
  try {
    exported = require(module);
  } catch {
    return undefined;
  }
  for (const [name, value] of Object.entries(exported))
    if (isClass(value) && value.prototype instanceof TerraformElement && fits(value))
      return { module, name, make: (stack, id, props) => new value(stack, id, props) };
  return undefined;
}
