import type { ComponentChild } from "preact";
import { lineId, rowId } from "../anchor";
import type { At, Review } from "../model";
import { el, name } from "./element";

/** A file that the page shows. */
export interface Source {
  /** `configs/local-docker.yaml` */
  readonly path: string;
  readonly text: string;
}

/** What every section needs: the facts, and links that surely have their target on the page. */
export interface Context {
  readonly review: Review;
  /** The quiet link to the line of the file that says so; `default` where the file does not. */
  cite(at: At | undefined): ComponentChild;
  /** A name, with a link to its row where there is one. */
  refer(kind: "process" | "pool" | "queue", text: string): ComponentChild;
}

export const linesOf = (text: string): readonly string[] => text.replace(/\r?\n$/, "").split(/\r?\n/);

export function contextOf(review: Review, sources: readonly Source[]): Context {
  const counts = new Map(sources.map(({ path, text }) => [path, linesOf(text).length]));
  const rows = {
    process: new Set(review.processes.map((one) => one.name)),
    pool: new Set(review.pools.map((one) => one.name)),
    queue: new Set(review.queues.map((one) => one.name)),
  };
  return {
    review,
    cite: (at) => (at === undefined ? null : cite(at, review.file, counts.get(at.file) ?? 0)),
    refer: (kind, text) =>
      rows[kind].has(text) ? el("a", { class: "ref", href: `#${rowId(kind, text)}` }, name(text)) : name(text),
  };
}

function cite({ file, line, path, unwritten }: At, usual: string, lines: number): ComponentChild {
  const where = `${file === usual ? "" : file}:${line}`;
  const title = unwritten ? `${path} is not written: this is its default` : path;
  const text = unwritten ? "default" : where;
  const label = unwritten ? `default of ${path}, line ${line}` : `${path}, line ${line}`;
  const attributes = { class: unwritten ? "at unwritten" : "at", title };
  if (line < 1 || line > lines) return el("span", attributes, text);
  return el("a", { ...attributes, href: `#${lineId(file, line)}`, "aria-label": label }, text);
}
