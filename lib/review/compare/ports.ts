import { fromWords } from "../facts/words";
import type { Port, Review } from "../model";
import { type Change, type Found, found } from "./change";
import { match, names, without } from "./match";
import { isEveryAddress, ranges } from "./ranges";

const change = found("port");
type Open = Port & { readonly published: NonNullable<Port["published"]> };

/** Who can open which connection: what is reached from outside by its address, all else by its process. */
export function portChanges(before: Review, after: Review): Found[] {
  return [...outside(before, after), ...inside(before, after)];
}

const isOpen = (port: Port): port is Open => port.published !== undefined;

function outside(before: Review, after: Review): Found[] {
  const { gone, added, both } = match(
    before.ports.filter(isOpen),
    after.ports.filter(isOpen),
    ({ published }) => published.address,
  );
  const moved = (port: Open) => gone.find((old) => sameListener(old, port));
  const left = gone.filter((old) => !added.some((port) => sameListener(old, port)));
  return [
    ...left.map(({ process, published: { address } }) =>
      change(address, `${process} is no longer reachable at ${address}`),
    ),
    ...both.flatMap((pair) => served(pair.before, pair.after)),
    ...added.map((port) => opened(port, moved(port))),
  ];
}

const sameListener = (one: Port, other: Port): boolean => one.process === other.process && one.port === other.port;

function served(before: Open, { process, published: { address, reach, from }, at }: Open): Found[] {
  const { wider, narrower } = ranges(before.published.from, from);
  const level = wider ? "danger" : "plain";
  return [
    ...(wider || narrower
      ? [
          change(
            address,
            `${address} is now reached from ${fromOf(from)} (was: ${fromOf(before.published.from)})`,
            at,
            level,
          ),
        ]
      : []),
    ...(before.process === process
      ? []
      : [change(address, `${address} now leads to ${process} (was: ${before.process})`, at)]),
    ...(before.published.reach === reach
      ? []
      : [change(address, `${address} is now reached by: ${reach} (was: ${before.published.reach})`, at, "notice")]),
  ];
}

const fromOf = (ranges: readonly string[] | undefined): string =>
  ranges === undefined ? "anywhere" : fromWords(ranges);

function opened({ process, port, published: { address, reach, from }, at }: Open, before: Open | undefined): Found {
  const was = before === undefined ? "" : `, was ${before.published.address}`;
  if (from === undefined ? isEverywhere(address) : from.some(isEveryAddress)) {
    const words = `port ${outer(address) ?? port} of ${process} is now reachable from everywhere (${address}${was})`;
    return change(String(port), words, at, "danger");
  }
  const level: Change["level"] = isThisMachine(address) ? "plain" : "notice";
  const who = from === undefined ? reach : `${reach}, from ${fromWords(from)}`;
  return change(String(port), `${process} is now reachable at ${address}${was}: ${who}`, at, level);
}

const outer = (address: string): string | undefined => /:(\d+)$/.exec(address)?.[1];
const isEverywhere = (address: string): boolean => /^(0\.0\.0\.0|\[::\]|::|\*)(:\d+)?$/.test(address);
const isThisMachine = (address: string): boolean => /^(127\.|localhost\b|\[::1\])/.test(address);

/** Of processes that run before and after: the ports of a new one come with it, and so do its calls. */
function inside(before: Review, after: Review): Found[] {
  const stays = (process: string) => [before, after].every((one) => one.processes.some(({ name }) => name === process));
  const { gone, added, both } = match(
    before.ports.filter(({ process }) => stays(process)),
    after.ports.filter(({ process }) => stays(process)),
    ({ process, port }) => `${process} ${port}`,
  );
  return [
    ...gone.map(({ process, port }) => change(String(port), `${process} does not listen on port ${port} any more`)),
    ...both.flatMap(({ before: old, after: { process, port, callers, at } }) => [
      ...told(callersIn(before, without(callers, old.callers)), "may now call", process, port, at),
      ...told(callersIn(after, without(old.callers, callers)), "may no longer call", process, port, at),
    ]),
    ...added.map(({ process, port, callers, at }) =>
      change(String(port), `${process} now listens on port ${port}, for ${names(callers)}`, at),
    ),
  ];
}

/** Roles that something has, and people. */
const callersIn = ({ processes }: Review, callers: readonly string[]): string[] =>
  callers.filter((caller) => caller === "people" || processes.some(({ role }) => role === caller));

const told = (who: readonly string[], words: string, process: string, port: number, at: Port["at"]): Found[] =>
  who.length === 0 ? [] : [change(String(port), `${names(who)} ${words} port ${port} of ${process}`, at)];
