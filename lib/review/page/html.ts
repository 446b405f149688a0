import { Fragment, h } from "preact";
import { render } from "preact-render-to-string";
import type { Review } from "../model";
import { bootFiles, changes } from "./changes";
import { connections } from "./connections";
import { contextOf, type Source } from "./context";
import { el } from "./element";
import { release, risks, summary, title } from "./head";
import { destroy, secrets } from "./keeping";
import { SLOT } from "./old";
import { picture } from "./picture";
import { ports } from "./ports";
import { processes } from "./processes";
import { source } from "./source";
import { pageStyle } from "./style";
import { pools, queues } from "./work";

/** Nothing is loaded from anywhere, and nothing runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The review as a page that needs no other file and no network. `picture` is what `draw` made of the same review;
 * `sources` are the files that its facts point into.
 */
export function page(review: Review, sources: readonly Source[], drawn: string): string {
  const context = contextOf(review, sources);
  const head = el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("title", {}, `${review.stack}: review of an Airflow deployment`),
    h("style", { dangerouslySetInnerHTML: { __html: pageStyle } }),
  );
  const main = [
    title(context),
    contents(review),
    el(
      "main",
      {},
      risks(context),
      summary(context),
      release(context),
      picture(drawn),
      queues(context),
      pools(context),
      ports(context),
      processes(context),
      bootFiles(context),
      secrets(context),
      connections(context),
      destroy(context),
      changes(context),
      source(sources),
    ),
  ];
  const body = render(h(Fragment, null, main));
  return `<!doctype html>\n<html lang="en">${render(h(Fragment, null, head))}<body>${SLOT}${body}</body></html>\n`;
}

function contents({ risks: chosen, queues: all, pools: own, bootFiles: files = [], changes: kinds }: Review) {
  const entries: readonly (readonly [string, string, boolean])[] = [
    ["risks", "Risks", chosen.length > 0],
    ["summary", "Summary", true],
    ["release", "Release", true],
    ["picture", "Picture", true],
    ["queues", "Queues", all.length > 0],
    ["pools", "Pools", own.length > 0],
    ["ports", "Ports", true],
    ["processes", "Processes", true],
    ["boot", "Boot files", files.length > 0],
    ["secrets", "Secrets", true],
    ["connections", "Connections", true],
    ["destroy", "Destroy", true],
    ["changes", "Changes", kinds !== undefined],
    ["source", "File", true],
  ];
  const shown = entries.filter(([, , there]) => there);
  return el(
    "nav",
    { "aria-label": "On this page" },
    el(
      "ul",
      {},
      shown.map(([id, text]) => el("li", {}, el("a", { href: `#${id}` }, text))),
    ),
  );
}
