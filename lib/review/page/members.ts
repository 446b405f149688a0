import type { ComponentChild } from "preact";
import type { Context } from "./context";
import { commas } from "./element";

/** From so many on, all processes of a role are named together. */
const MANY = 4;

/** Processes by name; `all 100 workers` where a role has many and every one of them is meant. */
export function members({ review, refer }: Context, names: readonly string[]): ComponentChild[] {
  const meant = new Set(names);
  const roles = new Map<string, string[]>();
  for (const { name, role } of review.processes) roles.set(role, [...(roles.get(role) ?? []), name]);
  const whole = [...roles].filter(([, all]) => all.length >= MANY && all.every((one) => meant.has(one)));
  const covered = new Set(whole.flatMap(([, all]) => all));
  const single = [...meant].filter((one) => !covered.has(one)).map((one) => refer("process", one));
  return commas([...single, ...whole.map(([role, all]) => `all ${all.length} ${role}s`)]);
}
