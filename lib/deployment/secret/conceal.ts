import { isMap, isNode, isPair, isScalar, type Node, parseDocument, visit } from "yaml";
import { isRandom, looksSecret } from "./judge";

const MASK = "***";

/**
 * A deployment file as a page may show it: without texts that the file itself calls plain although they look like
 * secrets, and without what looks like one in a comment. Lines stay where they are.
 */
export function concealed(text: string): string {
  const document = parseDocument(text, { version: "1.2", schema: "core", merge: false, prettyErrors: false });
  const hidden: Node[] = [];
  visit(document, {
    Pair: (_, { value }) => {
      if (isMap(value) && value.has("because")) hidden.push(...plainOf(value.items));
    },
    Scalar: (_, scalar) => {
      if (looksSecret("", String(scalar.value)) !== undefined) hidden.push(scalar);
    },
  });
  return withoutComments(masked(text, hidden));
}

const plainOf = (items: readonly unknown[]): Node[] =>
  items.flatMap((item) =>
    isPair(item) && isScalar(item.key) && item.key.value === "plain" && isNode(item.value) ? [item.value] : [],
  );

function masked(text: string, hidden: readonly Node[]): string {
  const ranges = hidden.flatMap(({ range }) => (range ? [range] : [])).sort(([a], [b]) => a - b);
  let [done, made] = [0, ""];
  for (const [start, end] of ranges) {
    if (start < done) continue;
    const lines = text.slice(start, end).split("\n").length - 1;
    made += text.slice(done, start) + MASK + "\n".repeat(lines);
    done = end;
  }
  return made + text.slice(done);
}

const withoutComments = (text: string): string =>
  text
    .split("\n")
    .map((line) => {
      const at = line.search(/(?:^|\s)#/);
      const comment = at === -1 ? "" : line.slice(at).replace(/^\s?#+\s?/, "");
      return looksSecret("", comment) !== undefined || isRandom(comment) ? `${line.slice(0, at)} # ${MASK}` : line;
    })
    .join("\n");
