import type { ComponentChild } from "preact";
import type { Release, Review, Risk } from "../model";
import { releaseWords } from "../release";
import type { Context } from "./context";
import { el, name, section } from "./element";

const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;

/** Name of the stack and what it is, as the title block of a drawing. */
export function title({ review }: Context): ComponentChild {
  const { stack, target, file, release, pools, queues, processes } = review;
  const fields: readonly (readonly [string, ComponentChild])[] = [
    ["Target", name(target)],
    ["File", el("a", { href: "#source" }, name(file))],
    ["Airflow", name(release.version)],
    ["Release", KINDS[release.kind](release.deployed ?? "")],
    [
      "Size",
      [
        count(queues.length, "queue"),
        count(pools.length, "pool"),
        count(processes.length, "process", "processes"),
      ].join(", "),
    ],
    ["Chosen risks", riskCount(review)],
  ];
  return el(
    "header",
    {},
    el("p", { class: "kicker" }, "Review of an Airflow deployment"),
    el("h1", {}, name(stack)),
    el(
      "dl",
      { class: "block" },
      fields.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))),
    ),
  );
}

function riskCount({ risks }: Review): ComponentChild {
  const dangers = risks.filter(({ level }) => level === "danger").length;
  const notices = risks.length - dangers;
  const words = [
    ...(dangers > 0 ? [count(dangers, "danger")] : []),
    ...(notices > 0 ? [count(notices, "notice")] : []),
  ].join(", ");
  return words === "" ? "none" : el("a", { href: "#risks", class: dangers > 0 ? "danger" : "notice" }, words);
}

/** What the file chose and a reviewer should know; dangers first. Nothing at all where there is none. */
export function risks(context: Context): ComponentChild {
  const all = context.review.risks;
  if (all.length === 0) return null;
  const ordered = [...all.filter(({ level }) => level === "danger"), ...all.filter(({ level }) => level !== "danger")];
  return section(
    "risks",
    "Chosen risks",
    el(
      "ul",
      { class: "risks" },
      ordered.map((one) => risk(context, one)),
    ),
  );
}

const risk = ({ cite }: Context, { level, what, remedy, at }: Risk): ComponentChild =>
  el(
    "li",
    { class: level },
    el("strong", { class: "level" }, level === "danger" ? "Danger" : "Notice"),
    el("p", {}, what, " ", cite(at)),
    remedy === "" ? null : el("p", { class: "remedy" }, remedy),
  );

export const summary = ({ review, cite }: Context): ComponentChild =>
  section(
    "summary",
    "Summary",
    el(
      "dl",
      { class: "facts" },
      review.summary.map((fact) =>
        el("div", {}, el("dt", {}, fact.name), el("dd", {}, el("bdi", {}, fact.value), " ", cite(fact.at))),
      ),
    ),
  );

const KINDS: Readonly<Record<Release["kind"], (deployed: string) => string>> = {
  unknown: () => "not known what runs now",
  first: () => "first deployment",
  rolling: () => "same version",
  upgrade: (deployed) => `upgrade from ${deployed}`,
  downgrade: (deployed) => `downgrade from ${deployed}`,
};

export const release = ({ review }: Context): ComponentChild =>
  section(
    "release",
    "Release",
    el("p", {}, releaseWords(review.release)),
    el(
      "ol",
      { class: "steps" },
      review.release.words.map((sentence) => el("li", {}, sentence)),
    ),
  );
