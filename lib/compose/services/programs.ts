import { words } from "../write/words";

/** One program that a command starts. */
export interface Program {
  readonly words: readonly string[];
  /** What starts it: `/wait-for-it.sh`. Arguments may be secret. */
  readonly wrappers: readonly string[];
  /** Variables that are set for it, by name. */
  readonly variables: readonly string[];
}

const OPERATORS: ReadonlySet<string> = new Set(["&&", "||", ";", "|", "&", "(", ")"]);
const SHELL = /^(.*\/)?((ba|da|z|k)?sh|su|runuser)$/;
const MOST = 8;

/** Words before a program that neither do anything of their own nor belong to it. */
const PASSING = /^(exec|nohup|command|env|sudo|then|do|--|(.*\/)?(dumb-init|tini|python3?)|[A-Za-z_]\w*=.*)$/;

/** Commands of Airflow, of all releases. */
const COMMANDS: ReadonlySet<string> = new Set(
  (
    "scheduler webserver api-server dag-processor triggerer celery worker flower standalone db initdb upgradedb resetdb " +
    "users create_user connections variables pools pool roles dags tasks config info version providers plugins jobs " +
    "kerberos sync-perm sync_perm rotate-fernet-key cheat-sheet assets backfill fab-db db-manager"
  ).split(" "),
);

export const isCommand = (word: string): boolean => COMMANDS.has(word);

/** The programs of a command, also those inside `bash -c "..."` and behind wrappers such as wait-for-it. */
export function programs(command: readonly string[], depth = 0): readonly Program[] {
  return parted(command).flatMap((simple) => program(simple, depth));
}

function program(simple: readonly string[], depth: number): readonly Program[] {
  const shell = simple.findIndex((word) => SHELL.test(word));
  const flag =
    shell === -1 || airflowOf(simple.slice(0, shell)) !== -1
      ? -1
      : simple.findIndex((word, at) => at > shell && /^-[a-z]*c$/.test(word));
  const script = flag === -1 ? undefined : simple[flag + 1];
  if (script !== undefined && depth < MOST) {
    const before = simple.slice(0, shell);
    return programs(words(script), depth + 1).map((one) => ({
      ...one,
      wrappers: [...named(before), ...one.wrappers],
      variables: [...assigned(before), ...one.variables],
    }));
  }
  const start = startOf(simple);
  const before = simple.slice(0, start);
  const set = simple[start] === "export" ? simple : before;
  return [{ words: simple.slice(start), wrappers: named(before), variables: assigned(set) }];
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=/;
const assigned = (words: readonly string[]): readonly string[] =>
  words.flatMap((word) => ASSIGNMENT.exec(word)?.[1] ?? []);

/** A shell that is a word of Airflow's own arguments has no script behind it. */
const airflowOf = (simple: readonly string[]): number =>
  simple.findIndex((word, at) => isAirflow(word) && COMMANDS.has(simple[at + 1] ?? ""));

const isAirflow = (word: string): boolean => /^(.*\/)?airflow$/.test(word);

/** Where the program of Airflow begins among its wrappers; without one, where the first word of a program is. */
function startOf(simple: readonly string[]): number {
  const airflow = airflowOf(simple);
  if (airflow !== -1) return airflow;
  const celery = simple.findIndex(
    (word, at) => /^(.*\/)?celery$/.test(word) && simple.slice(at).some((one) => /^(worker|flower)$/.test(one)),
  );
  if (celery !== -1) return celery;
  const dashes = simple.lastIndexOf("--");
  if (dashes !== -1 && COMMANDS.has(simple[dashes + 1] ?? "")) return dashes + 1;
  const first = simple.findIndex((word) => !PASSING.test(word) && !isAirflow(word) && !isScript(word));
  const plain = simple.findIndex((word) => !PASSING.test(word));
  return first !== -1 && COMMANDS.has(simple[first] ?? "") ? first : Math.max(plain, 0);
}

const isScript = (word: string): boolean => /\.sh$|^\/?(entrypoint|entry)$|^\/[\w./-]*entrypoint[\w.-]*$/.test(word);

/** Words that name programs; of arguments nothing is kept. */
const named = (before: readonly string[]): readonly string[] => {
  const first = before.find((word) => !PASSING.test(word) && !isAirflow(word) && !word.startsWith("-"));
  return first === undefined || !/^[\w./-]+$/.test(first) ? [] : [first];
};

function parted(command: readonly string[]): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const word of command) {
    if (OPERATORS.has(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.filter((one) => one.length > 0);
}
