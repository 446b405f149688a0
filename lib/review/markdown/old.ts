import { sentence, strong } from "./text";
import { alert, list, print } from "./tree";

/** Comments of their own lines: inside the block every line begins with `>`, so no problem can look like one. */
const BEGIN = "<!-- old -->\n";
const END = "\n<!-- /old -->\n\n";

/** A page that was written earlier, with a block on top that says so and why. It replaces an earlier block. */
export function markOld(page: string, problems: readonly string[]): string {
  const block = print([
    alert(
      "WARNING",
      [strong("This page is old: the file was refused at the last synth")],
      ...(problems.length === 0 ? [] : [list(problems.map(sentence))]),
    ),
  ]);
  return `${BEGIN}${block.trimEnd()}${END}${withoutBlock(page)}`;
}

function withoutBlock(page: string): string {
  const end = page.indexOf(END);
  return page.startsWith(BEGIN) && end > 0 ? page.slice(end + END.length) : page;
}
