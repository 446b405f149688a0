import { type ReadResult, readDeployment } from "../../lib/deployment/file/read";
import type { Path } from "../../lib/deployment/words/finding";
import { line, type Problem } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { type Place, rewritten } from "./marked";

type Good = Extract<ReadResult, { ok: true }>;

/** A good file with marked text wherever its places take some. */
export interface Settled {
  readonly text: string;
  readonly result: Good;
  readonly marked: ReadonlyMap<Place, string>;
  /** What was said where a place does not take it, one line each. */
  readonly refusals: readonly string[];
}

const FILE = "configs/acme.yaml";
const MOST_ROUNDS = 60;

/** Ways to put a text where a grammar wants something around it; the last way is what stood there. */
function tries({ text, isKey }: Place, marked: string): string[] {
  const plain = marked.replace(/TfToken|=/g, "");
  if (isKey) return [marked, plain];
  return [marked, `/${marked}`, `${text}${marked}`, `${text.slice(0, -1)}${marked}${text.slice(-1)}`, plain];
}

/** Writes the texts, and takes back what is refused until the file is good. Every refusal must have a place. */
export function settled(base: string, texts: ReadonlyMap<Place, string>): Settled {
  const open = new Map([...texts].map(([place, marked]) => [place, tries(place, marked)]));
  const refusals: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const marked = new Map(
      [...open].flatMap(([place, [first]]) => (first === undefined ? [] : [[place, first] as const])),
    );
    const text = rewritten(base, marked);
    const result = readDeployment({ path: FILE, text }, targets);
    if (result.ok) return { text, result, marked, refusals };
    for (const place of new Set(result.problems.flatMap((problem) => culprits(problem, marked))))
      open.get(place)?.shift();
    refusals.push(...result.problems.map(line));
  }
  throw new Error(`not good after ${MOST_ROUNDS} rounds: ${refusals.slice(-5).join("\n")}`);
}

/** Places that a problem is about: at its own path, else above or below it. */
function culprits(problem: Problem, marked: ReadonlyMap<Place, string>): readonly Place[] {
  const { path = [], line: at = 0, column = 0 } = problem;
  if (at < 1 || column < 1) throw new Error(`without a place: ${line(problem)}`);
  const written = [...marked].map(([place, text]) => ({ place, text, path: pathOf(place, marked) }));
  const named = written.filter(({ place, text, path: own }) =>
    place.isKey
      ? same(own, path) || (same(own.slice(0, -1), path) && problem.message.includes(JSON.stringify(text).slice(1, -1)))
      : same(own, path),
  );
  const near = written.filter(({ path: own }) => within(own, path) || within(path, own));
  const said = written.filter(({ text }) => problem.message.includes(/§\d+§/.exec(text)?.[0] ?? text));
  const found = [named, near, said].find((some) => some.length > 0) ?? [];
  if (found.length === 0) throw new Error(`refused for nothing that was marked: ${line(problem)}`);
  return found.map(({ place }) => place);
}

/** With the keys as they are marked. */
const pathOf = ({ path }: Place, marked: ReadonlyMap<Place, string>): Path =>
  path.map((step, index) => {
    const key = [...marked.keys()].find((one) => one.isKey && same(one.path, path.slice(0, index + 1)));
    return (key && marked.get(key)) ?? step;
  });

const same = (a: Path, b: Path): boolean => a.length === b.length && within(a, b);
const within = (outer: Path, inner: Path): boolean => outer.every((step, index) => step === inner[index]);
