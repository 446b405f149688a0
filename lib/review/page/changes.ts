import type { ComponentChild } from "preact";
import { fromPages } from "../boot-file";
import type { Context } from "./context";
import { el, name, section } from "./element";
import { type Column, table } from "./table";

/** Percent of the table's width. */
const WIDTH = { change: 20, takes: 13, run: 17 } as const;

/** What each kind of change of the file does to what runs. Nothing where the release says it all. */
export function changes({ review }: Context): ComponentChild {
  if (review.changes === undefined) return null;
  const { parts, rows } = review.changes;
  const rest = 100 - WIDTH.change - WIDTH.takes - WIDTH.run;
  const columns: readonly Column[] = [
    ["Change", WIDTH.change],
    ...parts.map((part): Column => [part, Math.floor(rest / parts.length)]),
    ["Takes", WIDTH.takes],
    ["Run", WIDTH.run],
  ];
  return section(
    "changes",
    "What a change does",
    table(
      "Several changes at once do what each of them does.",
      columns,
      rows.map(({ change, happens, takes, run }) => ({ cells: [change, ...happens, takes, run] })),
    ),
  );
}

const FILE_COLUMNS: readonly Column[] = [
  ["File", 40],
  ["What it is", 60],
];

/** Texts that machines start from; nothing where there are none. */
export function bootFiles({ review }: Context): ComponentChild {
  const { stack, bootFiles: files } = review;
  if (files === undefined || files.length === 0) return null;
  const rows = files.map((file) => ({
    cells: [el("a", { class: "ref", href: fromPages(stack, file.name) }, name(file.name)), file.what],
  }));
  return section(
    "boot",
    "Boot files",
    table(
      "Written beside the stack, letter by letter as the machines get them. No secret is in them.",
      FILE_COLUMNS,
      rows,
    ),
  );
}
