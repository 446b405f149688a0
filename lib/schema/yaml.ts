import { stringify } from "yaml";

/** A value on one line of a deployment file: `{ folder: ./dags }`, `[2, 1]`, `"3.3.2"`. */
export function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, inside]) => `${inYaml(key)}: ${inYaml(inside)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  // Plain it would be text as well; quoted nobody writes 3.10 for "3.10.0".
  if (typeof value === "string" && /^\d+\.\d+\.\d+$/.test(value)) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0 }).trim();
}
