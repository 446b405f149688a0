import type { Finding } from "../../lib/deployment/words/finding";
import { type Answers, UNWRITTEN } from "../../lib/new/answers";
import { freePort, judge, type Readers } from "../../lib/new/judge";
import { PLACES } from "../../lib/new/places";
import { CLOUD_QUESTIONS } from "./ask-cloud";
import { EXAMPLE_DAGS } from "./ask-dags";
import type { Asker } from "./asker";
import { flagOf } from "./flag-of";
import type { Flags } from "./flags";
import type { Question, Scene } from "./question";
import { QUESTIONS } from "./questions";

export type Known = Partial<Answers>;

const NOTHING: Answers = {
  target: "",
  stack: "",
  version: "",
  executor: "",
  pools: [],
  dags: EXAMPLE_DAGS,
  gitSyncImage: undefined,
  database: "own",
  broker: "own",
  port: UNWRITTEN.port,
  flower: false,
  longestTask: undefined,
};

/** Answers with the defaults for what is not known. */
export function complete(known: Known, scene: Scene): Answers {
  let answers: Answers = { ...NOTHING, ...known };
  for (const { key, usual } of QUESTIONS) if (!(key in known)) answers = { ...answers, ...usual(answers, scene) };
  return answers;
}

/** What the flags know. Flower's port is one that is free. */
export function knownBy({ given, flower }: Flags, scene: Scene): Known {
  if (flower !== true) return flower === undefined ? given : { ...given, flower };
  const { target, port } = complete(given, scene);
  return { ...given, flower: freePort(UNWRITTEN.flowerPort, target, scene.neighbours, [port]) };
}

/** What is wrong with the answers so far, flag by flag. */
export function problemsOf(known: Known, scene: Scene, readers: Readers): string[] {
  const name = known.stack === undefined ? undefined : scene.wrongName(known.stack);
  return [
    ...(name === undefined ? [] : [`NAME: ${name}`]),
    ...useless(known, complete(known, scene).target),
    ...wrong(known, scene, readers).map(({ path, message }) => `${flagOf(path)}: ${message}`),
  ];
}

/** Flags that a target has no use for. */
const useless = (known: Known, target: string): readonly string[] =>
  CLOUD_QUESTIONS.filter(({ key }) => known[key] !== undefined && !asking(key).includes(target)).map(
    ({ key, flag }) => `${flag}: goes with --target ${asking(key).join(" or ")} only`,
  );

/** Targets that ask for it. */
const asking = (key: string): readonly string[] =>
  Object.entries(PLACES).flatMap(([target, { asks }]) => (asks.some((one) => one === key) ? [target] : []));

/** With an image that only a person can name, until it was asked for. */
const wrong = (known: Known, scene: Scene, readers: Readers): readonly Finding[] =>
  judge(complete({ gitSyncImage: "git-sync:v4.0.0", ...known }, scene), readers, scene.neighbours).problems;

/**
 * Asks what is not known. Without a person to ask, `yes` takes the defaults.
 * @throws Error with one line that names every flag that is missing
 */
export async function gather(
  start: Known,
  scene: Scene,
  readers: Readers,
  asker: Asker | undefined,
  yes: boolean,
): Promise<Answers> {
  let known = start;
  const missing: Question[] = [];
  for (const question of QUESTIONS) {
    const answers = complete(known, scene);
    if (question.key in known || question.applies?.(answers, scene) === false) continue;
    if (yes ? question.noUsual === true : asker === undefined) missing.push(question);
    if (yes || asker === undefined) continue;
    const before = known;
    const asking = {
      ...scene,
      asker,
      answers,
      wrong: (these: Known) => wrong({ ...before, ...these }, scene, readers)[0]?.message,
    };
    known = { ...before, ...(await question.ask(asking)) };
  }
  if (missing.length > 0)
    throw new Error(`${lack(yes)}: give ${missing.map(({ flag }) => flag).join(", ")}${otherwise(missing)}`);
  return complete(known, scene);
}

const lack = (yes: boolean) => (yes ? "no default can be guessed" : "no terminal to ask in");
const otherwise = (missing: readonly Question[]) =>
  missing.some(({ noUsual }) => noUsual === undefined) ? "; or --yes for the defaults" : "";
