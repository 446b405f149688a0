import { isDeepStrictEqual } from "node:util";
import { App, TerraformStack } from "cdktf";
import type { ProviderClass } from "./floor-classes";
import { camel, deepCamel, isObject, type Json, type JsonObject, object, plain } from "./floor-json";

/** What the constructor is given, and what only an override can write. */
export interface Props {
  readonly props: JsonObject;
  readonly overrides: JsonObject;
}

/** How a block of JSON can be said in props: keys of a map stay as they are, those of a struct do not. */
const FORMS: readonly ((key: string, value: Json) => Json)[] = [
  (key, value) => SPECIAL[key]?.(value) ?? deepCamel(value),
  (_, value) => value,
];

const SPECIAL: Readonly<Record<string, (value: Json) => Json>> = {
  depends_on: (value) => (Array.isArray(value) ? value.map((fqn: Json) => ({ fqn })) : value),
  provisioner: (value) =>
    Array.isArray(value)
      ? value.flatMap((one: Json) =>
          Object.entries(object(one)).map(([type, more]): Json => ({ type, ...object(deepCamel(more)) })),
        )
      : value,
};
const propOf = (key: string) => (key === "provisioner" ? "provisioners" : camel(key));

/**
 * Finds the props with which a class makes these attributes, by trying: what a form does not make equal is tried in
 * the next one, and what none makes is an override.
 * @param read where in a stack's JSON the attributes stand
 */
export function propsFor(one: ProviderClass, wanted: JsonObject, read: (stack: JsonObject) => Json | undefined): Props {
  let open = Object.keys(wanted).filter((key) => key !== "//");
  let props: JsonObject = {};
  for (const form of FORMS) {
    const tried: JsonObject = Object.fromEntries(open.map((key) => [propOf(key), form(key, wanted[key] ?? null)]));
    const made = attempt(one, tried, read);
    const good = open.filter((key) => isDeepStrictEqual(made[key], plain(wanted[key] ?? null)));
    props = { ...props, ...Object.fromEntries(good.map((key) => [propOf(key), tried[propOf(key)] ?? null])) };
    open = open.filter((key) => !good.includes(key));
  }
  return { props, overrides: Object.fromEntries(open.map((key) => [key, wanted[key] ?? null])) };
}

function attempt(one: ProviderClass, props: JsonObject, read: (stack: JsonObject) => Json | undefined): JsonObject {
  const stack = new TerraformStack(new App({ skipValidation: true }), "attempt");
  try {
    one.make(stack, "one", props);
    const json: unknown = JSON.parse(JSON.stringify(stack.toTerraform()));
    const made = plain(read(json as JsonObject) ?? {});
    return isObject(made) ? made : {};
  } catch {
    return {};
  }
}
