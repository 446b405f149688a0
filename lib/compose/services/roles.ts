import type { Role } from "../../airflow/workloads/roles";
import { lookUp } from "../../deployment/look-up";
import { entry, textOf } from "../read/tree";
import { isCommand, programs } from "./programs";
import type { Service } from "./service";

/** What a command of Airflow starts; `setup` is one that ends: migrations, users, a shell. */
export interface Job {
  readonly role: Role | "standalone" | "setup";
  /** What follows the command. */
  readonly args: readonly string[];
  /** Programs that start it, such as `/wait-for-it.sh`. */
  readonly wrappers: readonly string[];
}

const COMMANDS: Readonly<Record<string, Job["role"]>> = {
  webserver: "webserver",
  "api-server": "webserver",
  scheduler: "scheduler",
  "dag-processor": "dag-processor",
  triggerer: "triggerer",
  worker: "worker",
  flower: "flower",
  standalone: "standalone",
};

/** What the programs of a service start; those that are none of Airflow are left out. */
export function jobs(service: Service): readonly Job[] {
  return programs(service.command).flatMap(({ words, wrappers }): readonly Job[] => {
    const airflow = /(^|\/)airflow$/.test(words[0] ?? "");
    const rest = airflow ? words.slice(1) : words;
    // `celery -A APP worker` is Celery's own way to say it.
    const of = /^(.*\/)?celery$/.test(rest[0] ?? "") ? rest.findIndex((one) => ROLE_OF_CELERY.test(one)) : 0;
    const celery = rest.slice(Math.max(of, 0));
    const [name = "", ...written] = celery;
    const args = written.map((word) => expanded(word, service));
    const role = lookUp(COMMANDS, name);
    if (role !== undefined) return [{ role, args, wrappers }];
    return airflow || isCommand(words[0] ?? "") ? [{ role: "setup", args: rest, wrappers }] : [];
  });
}

/** Variables of the shell, which has those of the service. */
const expanded = (word: string, { environment }: Service): string =>
  word.replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, bare: string | undefined, braced: string | undefined) => {
    const found = environment.get(bare ?? braced ?? "");
    return found?.kind === "scalar" ? found.text : whole;
  });

const ROLE_OF_CELERY = /^(worker|flower)$/;

const BUILT_IN: ReadonlySet<string> = new Set(
  "if then else elif fi for do done while until case esac in function set export cd echo test true exit local source read trap wait exec".split(
    " ",
  ),
);

/** Programs of a service that are none of Airflow, by their names; arguments may be secret. */
export const strangers = (service: Service): readonly string[] => [
  ...new Set(
    programs(service.command).flatMap(({ words: [first = "", next = ""] }) =>
      !PLAIN.test(first) || AIRFLOW.test(first) || isCommand(first) || BUILT_IN.has(first)
        ? []
        : // Of a shell the script is what it ran.
          [/^(.*\/)?(ba|da|z|k)?sh$/.test(first) && /^[\w./-]+\.sh$/.test(next) ? next : first],
    ),
  ),
];

const PLAIN = /^[A-Za-z][\w./-]*$|^[./][\w./-]+$/;
const AIRFLOW = /(^|\/)(airflow|celery)$/;

/** The repository of an image without registry, tag and digest: `apache/airflow`. */
export const repository = (image: string): string => cutAt(cutAt(image, image.indexOf("@")), colonOfTag(image));

export function tag(image: string): string | undefined {
  const at = colonOfTag(image);
  const found = at === -1 ? "" : cutAt(image, image.indexOf("@")).slice(at + 1);
  return found === "" ? undefined : found;
}

const cutAt = (text: string, at: number): string => (at === -1 ? text : text.slice(0, at));

/** The colon behind the last slash: one before it belongs to the registry's port. */
function colonOfTag(image: string): number {
  const name = cutAt(image, image.indexOf("@"));
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  return colon;
}

/** Why a service looks like one of Airflow; undefined: it does not. */
export function looksLikeAirflow(service: Service): string | undefined {
  const image = service.image?.text ?? "";
  if (/airflow|(^|\/)flower$/i.test(repository(image))) return `its image is ${image}`;
  const name = [...service.environment.keys()].find(
    (key) => /^_?AIRFLOW_/.test(key) || /^(LOAD_EX|EXECUTOR)$/.test(key),
  );
  if (name !== undefined) return `it has the variable ${name}`;
  if (programs(service.command).some(({ words }) => /(^|\/)airflow$/.test(words[0] ?? "") && words.length > 1))
    return "its command runs airflow";
  return /airflow/i.test(textOf(entry(service.build, "dockerfile")) ?? "") ? "its Dockerfile is Airflow's" : undefined;
}

const NAMES: readonly (readonly [RegExp, Job["role"]])[] = [
  [/worker/i, "worker"],
  [/sched/i, "scheduler"],
  [/trigger/i, "triggerer"],
  [/dag[-_]?proc/i, "dag-processor"],
  [/flower/i, "flower"],
  [/web|api|ui\b/i, "webserver"],
  [/init|setup|migrat|cli|bootstrap/i, "setup"],
];

/** What a service without a command is by its name. */
export const byName = (service: Service): Job["role"] | undefined =>
  NAMES.find(([pattern]) => pattern.test(service.name))?.[1];
