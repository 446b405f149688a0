import type { ComponentChild } from "preact";
import { rowId } from "../anchor";
import type { Fact } from "../model";
import type { Context } from "./context";
import { el, name, section } from "./element";
import { members } from "./members";
import { type Column, table } from "./table";

const COLUMNS: readonly Column[] = [
  ["Secret", 22],
  ["Comes from", 20],
  ["Kept in", 18],
  ["Read by", 40],
];

/** Secrets by their names, and who can read each. */
export function secrets(context: Context): ComponentChild {
  const rows = context.review.secrets.map((secret) => ({
    id: rowId("secret", secret.name),
    cells: [
      [name(secret.name), " ", context.cite(secret.at)],
      secret.source,
      secret.kept,
      members(context, secret.readers),
    ],
  }));
  return section("secrets", "Secrets", table("Names only: no value is on this page.", COLUMNS, rows));
}

/** What `cdktf destroy` takes away, and what it leaves. */
export function destroy(context: Context): ComponentChild {
  const { lost, kept } = context.review.destroy;
  return section(
    "destroy",
    "What destroy loses and keeps",
    el("div", { class: "two" }, list(context, "Lost", lost, "lost"), list(context, "Kept", kept, "kept")),
  );
}

const list = ({ cite }: Context, heading: string, facts: readonly Fact[], kind: string): ComponentChild =>
  el(
    "div",
    { class: kind },
    el("h3", {}, heading),
    facts.length === 0
      ? el("p", { class: "quiet" }, "nothing")
      : el(
          "dl",
          { class: "stacked" },
          facts.map((fact) =>
            el("div", {}, el("dt", {}, name(fact.name), " ", cite(fact.at)), el("dd", {}, fact.value)),
          ),
        ),
  );
