import type { Review, Secret } from "../model";
import { by } from "../picture/by";
import { type Found, found } from "./change";
import { match, names, without } from "./match";

const change = found("secret");

/** By name: which there are, where they come from, and who can read each. */
export function secretChanges(before: Review, after: Review): Found[] {
  const { gone, added, both } = match(before.secrets, after.secrets, ({ name }) => name);
  const running = new Set(before.processes.map(({ name }) => name));
  const still = new Set(after.processes.map(({ name }) => name));
  return [
    ...gone.map(({ name }) => change(name, `secret ${name} is not used any more`)),
    ...both.flatMap((pair) => [
      ...places(pair.before, pair.after),
      ...readers(
        pair.before,
        pair.after,
        (name) => running.has(name),
        (name) => still.has(name),
      ),
    ]),
    ...newProcesses(after, (name) => !running.has(name), new Set(added.map(({ name }) => name))),
    ...added.map(({ name, source, readers, at }) =>
      change(name, `secret ${name} is new (${source}), read by ${names(readers)}`, at),
    ),
  ];
}

function places(before: Secret, { name, source, kept, at }: Secret): Found[] {
  return [
    ...(before.source === source
      ? []
      : [change(name, `secret ${name} now comes from: ${source} (was: ${before.source})`, at, "notice")]),
    ...(before.kept === kept
      ? []
      : [change(name, `secret ${name} is now kept in ${kept} (was: ${before.kept})`, at, "notice")]),
  ];
}

type Runs = (process: string) => boolean;

/** Processes that ran before, or run still: what a new one reads is told at once, below. */
function readers(before: Secret, { name, readers: now, at }: Secret, ran: Runs, runs: Runs): Found[] {
  const more = without(now, before.readers).filter(ran);
  const less = without(before.readers, now).filter(runs);
  return [
    ...(more.length === 0 ? [] : [change(name, `secret ${name} is now read by ${names(more)} too`, at, "notice")]),
    ...(less.length === 0 ? [] : [change(name, `secret ${name} is no longer read by ${names(less)}`, at)]),
  ];
}

/** Processes that are new and read the same secrets share a line. */
function newProcesses({ processes, secrets }: Review, isNew: Runs, told: ReadonlySet<string>): Found[] {
  const fresh = processes.filter(({ name }) => isNew(name));
  const read = (process: string) =>
    secrets.filter(({ name, readers }) => !told.has(name) && readers.includes(process)).map(({ name }) => name);
  const groups = by(fresh, ({ name }) => JSON.stringify(read(name)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const all = first === undefined ? [] : read(first.name);
    if (first === undefined || all.length === 0) return [];
    const who = names(group.map(({ name }) => name));
    return [
      change(first.name, `the new ${who} ${group.length === 1 ? "reads" : "read"} the secrets ${names(all)}`, first.at),
    ];
  });
}
