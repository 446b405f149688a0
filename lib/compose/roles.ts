import type { Role } from "../airflow/service";
import { lookUp } from "../deployment/look-up";
import type { Service } from "./service";
import { entry, textOf } from "./tree";
import { simpleCommands } from "./words";

/** What a command of Airflow starts; `setup` is one that ends: migrations, users, a shell. */
export interface Job {
  readonly role: Role | "standalone" | "setup";
  /** What follows the command. */
  readonly args: readonly string[];
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

/** Words before the command that say nothing about it. */
const BEFORE =
  /^(exec|nohup|command|\/?(usr\/)?(local\/)?(bin\/)?(dumb-init|tini)|--|gosu|airflow|\/entrypoint|.*\.sh|.*\/airflow|[A-Za-z_]\w*=.*)$/;

/** What each command of a service starts; commands that are none of Airflow are left out. */
export function jobs(service: Service): readonly Job[] {
  return simpleCommands(service.command).flatMap((words) => {
    const first = words.findIndex((word) => !BEFORE.test(word));
    const rest = first === -1 ? [] : words.slice(first);
    const celery = rest[0] === "celery" ? rest.slice(1) : rest;
    const [name = "", ...args] = celery;
    const role = Object.hasOwn(COMMANDS, name) ? lookUp(COMMANDS, name) : undefined;
    if (role !== undefined) return [{ role, args }];
    return words.some((word) => /(^|\/)airflow$/.test(word)) ? [{ role: "setup" as const, args: rest }] : [];
  });
}

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
  if (service.command.some((word) => /(^|[\s/])airflow(\s|$)/.test(word))) return "its command runs airflow";
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
