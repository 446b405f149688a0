/** Numbers that cdktf takes for marks of its own are far beyond, near -1e289. */
const LARGEST = 1e100;
/** A mark in a text, or what may be a number that is one: the latter is for cdktf to look at. */
const MAY_BE_MARKED = /TfToken\[|[-|\d.+]e[-|\d.eE+]/;

/**
 * Values of a stack in which nothing is left to work out, kept while cdktf works out the rest. cdktf walks through every
 * value twice, and makes objects for each text and each key that it meets: a fifth of a synth, and most of it for nothing.
 * It hands a symbol on as it is.
 */
export class Settled {
  private readonly values = new Map<symbol, unknown>();

  /** What Terraform gets of an element, with symbols in place of the settled values of its resource or data source. */
  hidden(element: unknown): unknown {
    return inBlocks(element, (value) => this.hide(value));
  }

  /** The same with the values again. */
  shown(stack: unknown): unknown {
    return inBlocks(stack, (value) => this.show(value));
  }

  private hide(value: unknown): unknown {
    if (isSettled(value)) {
      const kept = Symbol();
      this.values.set(kept, value);
      return kept;
    }
    return within(value, (inside) => this.hide(inside));
  }

  private show(value: unknown): unknown {
    if (typeof value === "symbol") return this.values.get(value);
    return within(value, (inside) => this.show(inside));
  }
}

/** Only what stands inside a block: cdktf merges all above, also with what a stack overrides. */
function inBlocks(whole: unknown, change: (value: unknown) => unknown): unknown {
  const block = (value: unknown) => within(value, change);
  const kind = (value: unknown) => within(value, (blocks) => within(blocks, block));
  if (!isSection(whole)) return whole;
  return {
    ...whole,
    ...("resource" in whole ? { resource: kind(whole["resource"]) } : {}),
    ...("data" in whole ? { data: kind(whole["data"]) } : {}),
  };
}

/** Nothing unwritten either: cdktf leaves it out. */
function isSettled(value: unknown): boolean {
  if (typeof value === "string") return !MAY_BE_MARKED.test(value);
  if (typeof value === "number") return Math.abs(value) < LARGEST;
  if (Array.isArray(value)) return value.every(isSettled);
  if (!isSection(value)) return value === null || typeof value === "boolean";
  for (const key of Object.keys(value)) if (MAY_BE_MARKED.test(key) || !isSettled(value[key])) return false;
  return true;
}

/** Not what cdktf works out later. */
const isSection = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !("resolve" in value);

const within = (value: unknown, change: (inside: unknown) => unknown): unknown =>
  isSection(value) ? Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, change(inside)])) : value;
