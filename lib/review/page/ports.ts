import type { ComponentChild } from "preact";
import { fromWords } from "../facts/words";
import type { Port } from "../model";
import { by } from "../picture/by";
import type { Context } from "./context";
import { el, name, section } from "./element";
import { members } from "./members";
import { type Column, table } from "./table";

const COLUMNS: readonly Column[] = [
  ["Port", 12],
  ["Listens", 32],
  ["Reached from outside", 20],
  ["Who may call", 36],
];

/** Ports that differ in nothing but their process share a row; published ones come first. */
export function ports(context: Context): ComponentChild {
  const { cite } = context;
  const groups = [...by(context.review.ports, key).values()];
  const rows = [...groups.filter(([one]) => one?.published), ...groups.filter(([one]) => !one?.published)].flatMap(
    (group) => {
      const [first] = group;
      if (first === undefined) return [];
      const cited = group.length === 1 ? [" ", cite(first.at)] : [];
      return [
        {
          cells: [
            [el("span", { class: "number" }, String(first.port)), ...cited],
            members(
              context,
              group.map(({ process }) => process),
            ),
            reach(first),
            el("bdi", {}, first.callers.join(", ")),
          ],
        },
      ];
    },
  );
  return section(
    "ports",
    "Ports",
    table("Everything that listens, and who can open a connection to it.", COLUMNS, rows),
  );
}

const key = ({ port, callers, published, process }: Port): string =>
  JSON.stringify(published ? [process, port] : [port, callers]);

const reach = ({ published }: Port): ComponentChild =>
  published === undefined
    ? el("span", { class: "quiet" }, "no")
    : el(
        "span",
        { class: "published" },
        name(published.address),
        el("br", {}),
        published.reach,
        ...(published.from === undefined ? [] : [el("br", {}), "from ", name(fromWords(published.from))]),
      );
