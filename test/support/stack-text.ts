/** Every text of a stack's JSON with the path that leads to it. */
export function texts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}

/** What stands outside `${...}`; maps inside have brackets of their own. */
export function outside(value: string): string {
  let depth = 0;
  let rest = "";
  for (const part of value.split(/(\$\{|[{}])/)) {
    if (part === "${" || (part === "{" && depth > 0)) depth++;
    else if (part === "}" && depth > 0) depth--;
    else if (depth === 0) rest += part;
  }
  return rest;
}
