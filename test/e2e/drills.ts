import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { RunName } from "./lock";
import type { Outcome } from "./step";

/** What long runs have seen, one part for each. */
export const PAGE = "docs/drills.md";

/** The page with the part of a long run written anew: its steps, seconds and words. */
export function kept(page: string, name: RunName, outcomes: readonly Outcome[], about: string): string {
  const rows = outcomes
    .filter(({ result }) => result !== "skipped")
    .map((outcome) => [outcome.name, `${outcome.seconds} s`, outcome.result === "passed" ? outcome.seen : "failed"])
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  const title = `## ${name}`;
  const part = [title, "", about, "", "| step | took | seen |", "|---|---|---|", ...rows].join("\n");
  const others = page.split(/^(?=## )/m).filter((one) => one.split("\n", 1)[0] !== title);
  return `${[...others.map((one) => one.trimEnd()), part].join("\n\n")}\n`;
}

const cell = (text: string): string =>
  text
    .trim()
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll(/\s*\n\s*/g, "; ");

export function keep(name: RunName, outcomes: readonly Outcome[], about: string): void {
  const page = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "# Drills\n";
  writeFileSync(PAGE, kept(page, name, outcomes, about));
}
