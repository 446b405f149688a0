/** A value that cdktf writes for itself: its own name and version in a stack's comment. */
const OF_THE_TOOL = /^\/\/\.metadata\.(version|cdktnVersion|cdktfVersion)$/;

/**
 * Where two JSON values differ, as `path: one -> other`. Order of keys does not count, order in lists does.
 * @param path of these values in the whole; empty at the top
 */
export function differences(one: unknown, other: unknown, path = ""): string[] {
  if (OF_THE_TOOL.test(path)) return [];
  if (isTree(one) && isTree(other) && Array.isArray(one) === Array.isArray(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
    return keys.flatMap((key) => differences(left.get(key), right.get(key), path === "" ? key : `${path}.${key}`));
  }
  return Object.is(one, other) ? [] : [`${path}: ${short(one)} -> ${short(other)}`];
}

const isTree = (value: unknown): value is object => typeof value === "object" && value !== null;

const WIDTH = 120;
function short(value: unknown): string {
  const text = value === undefined ? "(absent)" : JSON.stringify(value);
  return text.length > WIDTH ? `${text.slice(0, WIDTH)}...` : text;
}
