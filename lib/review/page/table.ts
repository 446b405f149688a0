import type { ComponentChild } from "preact";
import { el } from "./element";

export interface Row {
  readonly id?: string;
  /** The first is the row's heading. */
  readonly cells: readonly ComponentChild[];
}

/** Its heading, and its part of the width in percent: a long name in one row must not squeeze the other columns. */
export type Column = readonly [heading: string, width: number];

/**
 * A table that becomes a list of cards on a narrow page. Its roles are written out, because browsers take a table for
 * plain text as soon as its rows are displayed otherwise.
 */
export function table(caption: string, columns: readonly Column[], rows: readonly Row[]): ComponentChild {
  const heads = columns.map(([column, width]) =>
    el("th", { scope: "col", role: "columnheader", style: `width:${width}%` }, column),
  );
  return el(
    "table",
    { role: "table" },
    el("caption", {}, caption),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)),
    el(
      "tbody",
      { role: "rowgroup" },
      rows.map(({ id, cells }) =>
        el(
          "tr",
          { role: "row", id },
          cells.map((cell, at) => cellOf(cell, at, columns[at]?.[0])),
        ),
      ),
    ),
  );
}

const cellOf = (cell: ComponentChild, at: number, column = ""): ComponentChild =>
  at === 0
    ? el("th", { scope: "row", role: "rowheader" }, cell)
    : el("td", { role: "cell", "data-column": column }, el("div", {}, cell));
