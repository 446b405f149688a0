import { closest, distance } from "fastest-levenshtein";

const plain = (word: string) => word.toLowerCase().replace(/[-_. ]/g, "");

/** The known word that a mistyped one most likely stands for; undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const wanted = plain(word);
  const found = closest(wanted, known.map(plain));
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  return distance(wanted, found) <= allowed ? known.find((name) => plain(name) === found) : undefined;
}

/** `did you mean "queues"?`, or the list of what is known. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length === 0 ? "no key is known here" : `known: ${known.join(", ")}`;
}
