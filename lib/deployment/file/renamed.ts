import type { Path } from "../words/finding";
import type { Problem } from "../words/problem";
import type { Located } from "./extend";
import { RENAMES, type Rename, todays } from "./renames";

/** A file under today's names. */
export interface Renamed {
  readonly source: Located;
  /** One for each old name. */
  readonly notices: readonly Problem[];
  /** Keys that are written under both names: the old one is left out of the values. */
  readonly problems: readonly Problem[];
}

interface Move {
  readonly now: Path;
  readonly old: Path;
}

/** Reads a file whose keys may have old names: its values under today's, its places and paths as it writes them. */
export function renamed(source: Located, renames: readonly Rename[] = RENAMES): Renamed {
  if (renames.length === 0) return { source, notices: [], problems: [] };
  const moves: Move[] = [];
  const twice: Move[] = [];
  const value = sectionOf(source.value, [], []);
  return { source: today(source, value, moves), notices: moves.map(notice), problems: twice.map(problem) };

  function of(inside: unknown, now: Path, old: Path): unknown {
    if (Array.isArray(inside)) return inside.map((one, index) => of(one, [...now, index], [...old, index]));
    return typeof inside === "object" && inside !== null ? sectionOf(inside, now, old) : inside;
  }

  function sectionOf(section: object, now: Path, old: Path): Readonly<Record<string, unknown>> {
    const taken = new Set(Object.keys(section));
    const entries = Object.entries(section).flatMap(([key, inside]): (readonly [string, unknown])[] => {
      const name = String(todays([...now, key], renames).at(-1));
      const move = { now: [...now, name], old: [...old, key] };
      if (name === key) return [[key, of(inside, move.now, move.old)]];
      if (taken.has(name)) {
        twice.push(move);
        return [];
      }
      taken.add(name);
      moves.push(move);
      return [[name, of(inside, move.now, move.old)]];
    });
    return Object.fromEntries(entries);
  }

  function notice({ now, old }: Move): Problem {
    const name = now.at(-1);
    const message = `is called ${name} now, and is still taken under this name; write ${name}`;
    return { path: now, besides: true, message, ...source.locate(old, "key"), written: old };
  }

  function problem({ now, old }: Move): Problem {
    const name = now.at(-1);
    const first = moves.find((move) => move.now.join() === now.join())?.old ?? [...old.slice(0, -1), name ?? ""];
    const { line } = source.locate(first, "key");
    const message = `is the old name of ${name}, which line ${line} writes as well, as ${first.at(-1)}; write one of them, as ${name}`;
    return { path: old, message, ...source.locate(old, "key") };
  }
}

/** Places are asked for by today's names, and are where the file has the old ones. */
function today(source: Located, value: Located["value"], moves: readonly Move[]): Located {
  const asWritten = (path: Path): Path => {
    const inside = moves.filter(({ now }) => now.every((key, index) => String(key) === String(path[index])));
    const [deepest] = inside.sort((a, b) => b.now.length - a.now.length);
    return deepest === undefined ? path : [...deepest.old, ...path.slice(deepest.now.length)];
  };
  return {
    value,
    locate: (path, at) => {
      const written = asWritten(path);
      const place = source.locate(written, at);
      return written === path ? place : { ...place, written };
    },
    writes: (path) => source.writes(asWritten(path)),
    plain: (path) => source.plain(asWritten(path)),
  };
}
