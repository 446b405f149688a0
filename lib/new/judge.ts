import { budget } from "../airflow/derived/connection-budget";
import { releaseOf } from "../airflow/releases/version";
import { type Reading, type ReadResult, readDeployment, type TargetReader } from "../deployment/file/read";
import { lookUp } from "../deployment/look-up";
import type { Deployment } from "../deployment/schema/schema";
import { checkStacks } from "../deployment/schema/stack-names";
import type { Finding } from "../deployment/words/finding";
import type { Answers, Connections } from "./answers";
import { PLACES } from "./places";
import { write } from "./write";

/** Another file of the project that was read and found good. */
export interface Neighbour extends Reading {
  readonly stack: string;
  readonly target: string;
  /** As problems show it: `configs/prod.yaml`. */
  readonly file: string;
}

export interface Verdict {
  readonly text: string;
  readonly problems: readonly Finding[];
  readonly notices: readonly string[];
}

export type Readers = Readonly<Record<string, TargetReader>>;

/** Writes the file and reads it as synth will, beside the files that are there. */
export function judge(answers: Answers, readers: Readers, files: readonly Neighbour[]): Verdict {
  const neighbours = files.filter(({ stack }) => stack !== answers.stack);
  const first = read(answers, readers, MOST);
  const connections = first.ok ? neededBy(first.deployment) : undefined;
  const text = write(answers, connections);
  const result = first.ok ? read(answers, readers, connections) : first;
  const problems = result.ok
    ? besides(answers, result, readers, neighbours)
    : result.problems.map(({ path = [], message }) => ({ path, message }));
  return { text, problems, notices: [...result.notices.map(({ message }) => message), ...ports(answers, neighbours)] };
}

/** Enough for every file that the schema takes; what the file really needs is known once it was read. */
const MOST: Connections = { needed: 10_000 };

const read = (answers: Answers, readers: Readers, connections: Connections | undefined): ReadResult =>
  readDeployment({ path: `${answers.stack}.yaml`, text: write(answers, connections) }, readers);

function neededBy(deployment: Deployment): Connections | undefined {
  const release = releaseOf(deployment.airflow.version);
  return release && { needed: Math.ceil(budget(deployment, release).total / 50) * 50 };
}

/** Names that another stack of the same target has as well. */
function besides(
  { stack, target }: Answers,
  { deployment }: Reading,
  readers: Readers,
  neighbours: readonly Neighbour[],
): readonly Finding[] {
  // Neighbours that meet one another are not this file's fault.
  const before = new Set(checkStacks(neighbours, readers).map(({ finding }) => finding.message));
  return checkStacks([...neighbours, { stack, target, deployment }], readers)
    .map(({ finding }) => finding)
    .filter(({ message }) => !before.has(message));
}

/** Not refused: stacks of different machines may have one port, and so may two that never run together. */
function ports(answers: Answers, neighbours: readonly Neighbour[]): readonly string[] {
  const wanted = answers.flower === false ? [answers.port] : [answers.port, answers.flower];
  return wanted.flatMap((port) => {
    const other = holder(port, answers.target, neighbours);
    if (other === undefined) return [];
    const free = freePort(port, answers.target, neighbours, wanted);
    return [
      `port ${port} is in ${other.file} as well: on one machine only one of the two can run. Port ${free} is free`,
    ];
  });
}

const holder = (port: string, target: string, neighbours: readonly Neighbour[]): Neighbour | undefined =>
  neighbours.find(
    (one) => one.target === target && lookUp(PLACES, target)?.sharedPorts === true && portsOf(one).includes(port),
  );

const portsOf = ({ deployment: { webserver, flower } }: Neighbour): readonly string[] =>
  [webserver.port, ...(flower === false ? [] : [flower.port])].map(String);

/** The first port from this one on that no other file has. */
export function freePort(
  from: string,
  target: string,
  neighbours: readonly Neighbour[],
  besides: readonly string[] = [],
): string {
  const taken = (port: number) =>
    besides.includes(String(port)) || holder(String(port), target, neighbours) !== undefined;
  let port = Number(from);
  while (taken(port) && port < 65_535) port += 1;
  return String(port);
}
