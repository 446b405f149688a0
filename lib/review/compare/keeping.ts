import type { Connections, Fact, Review, Risk } from "../model";
import { type Found, found } from "./change";
import { match } from "./match";

export function connectionChanges({ connections: before }: Review, { connections: after }: Review): Found[] {
  if (before.total === after.total && before.limit === after.limit) return [];
  const limit = ({ limit: most }: Connections) => most ?? "an unknown number";
  const words =
    before.limit === after.limit
      ? `connections ${before.total} -> ${after.total} of ${limit(after)}`
      : `connections ${before.total} of ${limit(before)} -> ${after.total} of ${limit(after)}`;
  return [found("connections")("connections", words, after.at)];
}

export function destroyChanges({ destroy: before }: Review, { destroy: after }: Review): Found[] {
  const change = found("destroy");
  const name = (fact: Fact) => fact.name;
  const [lost, kept] = [match(before.lost, after.lost, name), match(before.kept, after.kept, name)];
  return [
    ...lost.gone.map((one) =>
      change(
        one.name,
        `${one.name} leaves the stack: the next deployment deletes it (${one.value})`,
        undefined,
        "danger",
      ),
    ),
    ...lost.added.map((one) => change(one.name, `destroy now loses ${one.name}: ${one.value}`, one.at, "notice")),
    ...kept.gone.map((one) => change(one.name, `destroy no longer keeps ${one.name}: ${one.value}`)),
    ...kept.added.map((one) => change(one.name, `destroy keeps ${one.name}: ${one.value}`, one.at)),
  ];
}

export function riskChanges(before: Review, after: Review): Found[] {
  const change = found("risk");
  const { gone, added, both } = match(before.risks, after.risks, ({ what }) => what);
  const said = ({ what, remedy }: Risk) => (remedy === "" ? what : `${what}. ${remedy}`);
  return [
    ...gone.map(({ what }) => change(what, `risk gone: ${what}`)),
    ...both
      .filter((pair) => pair.before.level !== pair.after.level)
      .map(({ after: { what, level, at } }) => change(what, `risk is now a ${level}: ${what}`, at, level)),
    ...added.map((risk) => change(risk.what, `new risk: ${said(risk)}`, risk.at, risk.level)),
  ];
}
