import { fields } from "../../lib/schema/fields";
import { targetSchema } from "../../lib/schema/schemas";
import { targets } from "../../stacks/targets";

/** Every key of a target's file, as the reference has it: `workers.POOL.queues`, `docker.mounts[].source`. */
export function places(target: string): readonly string[] {
  const shape = targets[target]?.shape;
  if (shape === undefined) throw new Error(`no target ${target}`);
  return [...new Set(fields(targetSchema(target, shape)).map(({ path }) => path))];
}

type Section = Record<string, unknown>;
const isSection = (value: unknown): value is Section =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A copy of a file with a value at one of its places; lists get one item. */
export function placed(file: Section, place: string, value: unknown): Section {
  const [first = "", ...rest] = place.replace(/(?<!\.)\[\]/g, ".[]").split(".");
  const key = first.replace(/^POOL$/, "default").replace(/^[A-Z]+$/, "A_NAME");
  if (rest.length === 0) return { ...file, [key]: value };
  if (rest[0] === "[]") {
    const item = rest.length === 1 ? value : placed({}, rest.slice(1).join("."), value);
    return { ...file, [key]: [item] };
  }
  const inner = file[key];
  return { ...file, [key]: placed(isSection(inner) ? inner : {}, rest.join("."), value) };
}
