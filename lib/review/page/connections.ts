import type { ComponentChild } from "preact";
import type { Connections } from "../model";
import type { Context } from "./context";
import { el, name, section } from "./element";

/** Connections to the metadata database when all of it is busy, against what the server accepts. */
export function connections({ review, cite }: Context): ComponentChild {
  const { shares, kept, total, limit, at } = review.connections;
  return section(
    "connections",
    "Connections to the metadata database",
    el("p", {}, sentence(review.connections), " ", cite(at)),
    limit === undefined ? null : bar(total - kept, kept, limit),
    el(
      "ul",
      { class: "shares" },
      shares.map(({ who, connections: many }) =>
        el("li", {}, name(who), el("span", { class: "number" }, String(many))),
      ),
      el("li", {}, "kept free", el("span", { class: "number" }, String(kept))),
    ),
  );
}

const sentence = ({ total, limit }: Connections): string =>
  limit === undefined
    ? `${total} when all of it is busy. The file does not say how many the existing server accepts.`
    : `${total} of ${limit} when all of it is busy; ${Math.max(0, limit - total)} are left.`;

function bar(used: number, kept: number, limit: number): ComponentChild {
  const most = Math.max(limit, used + kept);
  const part = (kind: string, many: number) =>
    el("span", { class: kind, style: `--part:${Math.round((many / most) * 1000) / 10}%` });
  const label = `${used} used, ${kept} kept free, of ${limit}`;
  return el(
    "div",
    { class: "budget" },
    el("div", { class: "track", role: "img", "aria-label": label }, part("used", used), part("spare", kept)),
    el(
      "p",
      { class: "legend", "aria-hidden": "true" },
      el("span", { class: "used" }, `${used} used`),
      el("span", { class: "spare" }, `${kept} kept free for a migration and for people`),
      el("span", { class: "left" }, `${Math.max(0, limit - used - kept)} left`),
    ),
  );
}
