/** Assertions of the run: a message for people, with the value that was found. */
export function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** The text must match, or the error shows its end. */
export function mustMatch(text: string, pattern: RegExp, what: string): void {
  must(pattern.test(text), `${what}: expected ${pattern}, got:\n${tail(text)}`);
}

export function mustNotMatch(text: string, pattern: RegExp, what: string): void {
  const found = pattern.exec(text)?.[0];
  must(found === undefined, `${what}: did not expect ${JSON.stringify(found)} in:\n${tail(text)}`);
}

/** All texts are there once, in any order. */
export function mustEqual(got: readonly string[], wanted: readonly string[], what: string): void {
  const [left, right] = [got, wanted].map((list) => [...list].sort().join(", "));
  must(left === right, `${what}: expected ${right || "nothing"}, got ${left || "nothing"}`);
}

/** The first one; throws where there is none. */
export function first<Value>(list: readonly Value[], what: string): Value {
  const [value] = list;
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

export const tail = (text: string, lines = 20): string => text.trim().split("\n").slice(-lines).join("\n");
