import type { Piece } from "./document";

type Pieces = readonly Piece[];

/** Where the values of a process go. */
export interface Held {
  /** Lines of the file that Docker reads. */
  readonly environment: Readonly<Record<string, string>>;
  /** Files below /run/secrets, which start.sh reads. */
  readonly secrets: Readonly<Record<string, Pieces>>;
}

/** A name that a shell can set. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Where each variable goes. Docker's file has no line for a value of several lines, and a shell sets no variable that is
 * named `AIRFLOW_CONN_A-B`: the former go into a file each, as secrets do, the latter together into one of JSON.
 */
export function held(plain: Readonly<Record<string, string>>, secret: Readonly<Record<string, Pieces>>): Held {
  const all: [string, Pieces][] = [
    ...Object.entries(plain).map(([name, value]): [string, Pieces] => [name, [value]]),
    ...Object.entries(secret),
  ];
  const odd = inOrder(all.filter(([name]) => !NAME.test(name)));
  const lines = Object.entries(plain).filter(([name, value]) => NAME.test(name) && !/[\r\n]/.test(value));
  const files = all.filter(([name]) => NAME.test(name) && !lines.some(([line]) => line === name));
  return {
    environment: Object.fromEntries(inOrder(lines)),
    secrets: {
      ...Object.fromEntries(inOrder(files).map(([name, pieces]) => [`environment/${name}`, pieces])),
      ...(odd.length === 0 ? {} : { "variables.json": json(odd) }),
    },
  };
}

/** A JSON object; a text of several pieces becomes one string of it. */
function json(entries: readonly (readonly [string, Pieces])[]): Piece[] {
  const inside = entries.flatMap(([name, pieces], index): Piece[] => [
    `${index === 0 ? "{" : ","}${JSON.stringify(name)}:`,
    ...value(pieces),
  ]);
  return [...inside, "}"];
}

function value(pieces: Pieces): Piece[] {
  const [only, ...more] = pieces;
  if (only === undefined || more.length > 0) throw new Error("a variable with such a name is one text or one secret");
  return [typeof only === "string" ? JSON.stringify(only) : { ...only, encode: "json" }];
}

const inOrder = <Value>(entries: readonly (readonly [string, Value])[]) =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
