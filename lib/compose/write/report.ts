import { withoutSecrets } from "../../deployment/words/echo";
import { dotted } from "../../deployment/words/problem";
import type { Item } from "../read/item";
import type { Origin } from "../read/tree";
import type { Line } from "./draft";

/** One line of the report: `docker-compose.yml:14 services.minio: ...`. */
export const place = ({ file, line, key }: Origin): string => `${file}:${line}${key === "" ? "" : ` ${key}`}`;

/** The report in its three parts. */
export interface Report {
  readonly carried: readonly string[];
  readonly changed: readonly string[];
  readonly left: readonly string[];
}

export function report(lines: readonly Line[], items: readonly Item[]): Report {
  return {
    carried: sorted(lines.flatMap(({ path, from }) => from.map((at) => ({ at, text: `-> ${dotted(path)}` })))),
    changed: notes(items, "changed"),
    left: notes(items, "left"),
  };
}

export const problems = (items: readonly Item[]): readonly string[] => notes(items, "problem");

function notes(items: readonly Item[], kind: "changed" | "left" | "problem"): readonly string[] {
  return sorted(items.flatMap((item) => (item.kind === kind ? [{ at: item.at, text: `: ${item.text}` }] : [])));
}

/** In the order of the compose file; what several services share is said once. */
function sorted(found: readonly { at: Origin; text: string }[]): readonly string[] {
  const lines = [...found].sort((a, b) => a.at.line - b.at.line).map(({ at, text }) => line(at, text));
  return [...new Set(lines)];
}

function line(at: Origin, text: string): string {
  const shown = withoutSecrets(text);
  return shown.startsWith(":") ? `${place(at)}${shown}` : `${place(at)} ${shown}`;
}
