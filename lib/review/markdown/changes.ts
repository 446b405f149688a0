import type { RootContent } from "mdast";
import type { Context } from "./context";
import { code, sentence, text } from "./text";
import { details, heading, list, type Phrases, table } from "./tree";

/** What each kind of change does, folded: it is the same for every file of the target. */
export function changes({ review }: Context): RootContent[] {
  if (review.changes === undefined) return [];
  const { parts, rows } = review.changes;
  const lines = rows.map(({ change, happens, takes, run }) => [change, ...happens, takes, run].map(sentence));
  return [
    heading(2, text("What a change does")),
    ...details("Each kind of change", table(["Change", ...parts, "Takes", "Run"], lines)),
  ];
}

/** Texts that machines start from. */
export function bootFiles({ review, bootFile }: Context): RootContent[] {
  const { bootFiles: files = [] } = review;
  if (files.length === 0) return [];
  const linked = (name: string): Phrases => {
    const url = bootFile?.(name);
    return url === undefined ? [code(name)] : [{ type: "link", url, children: [code(name)] }];
  };
  return [
    heading(2, text("Boot files")),
    list(files.map(({ name, what }) => [...linked(name), text(": "), ...sentence(what)])),
  ];
}
