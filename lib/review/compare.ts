import { type Change, type Found, found, KINDS } from "./compare/change";
import { connectionChanges, destroyChanges, riskChanges } from "./compare/keeping";
import { counted } from "./compare/match";
import { poolChanges } from "./compare/pools";
import { portChanges } from "./compare/ports";
import { processChanges } from "./compare/processes";
import { queueChanges } from "./compare/queues";
import { secretChanges } from "./compare/secrets";
import { releaseChanges, summaryChanges } from "./compare/whole";
import type { Review } from "./model";

/**
 * What is different when one file is deployed in place of another, the heaviest first. Places of the file are not
 * compared: lines that moved and comments change nothing.
 * @param before undefined: the stack is new
 * @param after undefined: its file is gone
 */
export function compare(before: Review | undefined, after: Review | undefined): Change[] {
  const stack = (after ?? before)?.stack ?? "";
  return sorted(differences(before, after).map((change) => ({ stack, ...change })));
}

const PARTS: readonly ((before: Review, after: Review) => Found[])[] = [
  riskChanges,
  releaseChanges,
  summaryChanges,
  queueChanges,
  poolChanges,
  processChanges,
  portChanges,
  secretChanges,
  connectionChanges,
  destroyChanges,
];

function differences(before: Review | undefined, after: Review | undefined): Found[] {
  if (before !== undefined && after !== undefined) return PARTS.flatMap((part) => part(before, after));
  if (after !== undefined) return added(after);
  return before === undefined ? [] : removed(before);
}

const change = found("stack");

/** What a new stack is, is on its own page: here only what a reviewer must not miss. */
function added(review: Review): Found[] {
  const { stack, target, file, release, queues, pools } = review;
  const size = [counted(String(queues.length), "queue"), counted(String(pools.length), "pool")].join(" and ");
  const at = { file, line: 1, path: "" };
  return [
    change(stack, `stack ${stack} is new: Airflow ${release.version} on ${target}, ${size}`, at),
    ...riskChanges({ ...review, risks: [] }, review),
    ...portChanges({ ...review, ports: [] }, review).filter(({ level }) => level !== "plain"),
  ];
}

const removed = ({ stack, file }: Review): Found[] => {
  const words = `stack ${stack} is removed: ${file} is gone, and what runs goes on until it is taken down with the old file`;
  return [change(stack, words, undefined, "notice")];
};

const LEVELS: readonly Change["level"][] = ["danger", "notice", "plain"];

const weight = ({ level, kind }: Change): number => LEVELS.indexOf(level) * KINDS.length + KINDS.indexOf(kind);

/** Stable: changes of one weight stay in the order of the new file. */
const sorted = (changes: readonly Change[]): Change[] => [...changes].sort((a, b) => weight(a) - weight(b));
