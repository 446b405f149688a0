import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { check } from "../../lib/airflow/rules/check";
import { type Imported, importCompose, type Request } from "../../lib/compose/import";
import { readDeployment, type TargetReader } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { check as dockerCheck } from "../../lib/docker/rules/rules";
import { type DockerFile, limits, shape } from "../../lib/docker/settings/settings";

const docker: TargetReader<DockerFile> = {
  shape,
  rules: (reading) => [...check(reading, limits), ...dockerCheck(reading)],
};
const targets = { docker };

export type Good = Extract<Imported, { ok: true }> & {
  /** The file's values. */
  readonly value: Record<string, Record<string, unknown>>;
};

interface Scene {
  /** Files of the project's folder /p besides the compose file, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly asked?: Partial<Pick<Request, "name" | "airflow" | "profiles" | "dockerGroup" | "root">>;
}

/** What a compose file in /p becomes; no disk is touched. */
export function attempt(text: string | undefined, { files = {}, environment = {}, asked = {} }: Scene = {}): Imported {
  const disk = new Map(
    Object.entries({ ...(text === undefined ? {} : { "docker-compose.yml": text }), ...files }).map(([name, one]) => [
      join("/p", name),
      one,
    ]),
  );
  const request: Request = {
    path: "/p/docker-compose.yml",
    shownAs: "docker-compose.yml",
    root: "/p",
    disk: {
      text: (path) => disk.get(path),
      why: () => "does not exist",
      exists: (path) => [...disk.keys()].some((one) => one === path || one.startsWith(`${path}/`)),
    },
    lookup: (name) => environment[name],
    profiles: [],
    name: "acme",
    airflow: undefined,
    dockerGroup: undefined,
    ...asked,
  };
  return importCompose(request, targets);
}

/** The same, for a compose file that is good: its deployment file is accepted by the real reader. */
export function imported(text: string, scene: Scene = {}): Good {
  const result = attempt(text, scene);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  const read = readDeployment({ path: "configs/acme.yaml", text: result.text }, targets);
  if (!read.ok) throw new Error([...read.problems.map(line), result.text].join("\n"));
  return { ...result, value: parse(result.text) };
}

/** Why a compose file is refused. */
export function refusals(text: string | undefined, scene: Scene = {}): readonly string[] {
  const result = attempt(text, scene);
  return result.ok ? [`accepted:\n${result.text}`] : result.problems;
}

/** A compose file of this folder. */
export const fixture = (name: string): string => readFileSync(join(__dirname, "files", name), "utf8");

interface Parts {
  readonly image?: string;
  /** Lines of the variables that all services have. */
  readonly environment?: readonly string[];
  /** Lines of all services. */
  readonly all?: readonly string[];
  readonly webserver?: readonly string[];
  readonly scheduler?: readonly string[];
  /** Services of workers by name, with their lines; one usual worker without. */
  readonly workers?: Readonly<Record<string, readonly string[]>>;
  /** Further services, as they stand in the file. */
  readonly more?: readonly string[];
  readonly top?: readonly string[];
}

const indent = (lines: readonly string[], by: number) => lines.map((line) => `${" ".repeat(by)}${line}`);

/** A small good compose file with some parts of one's own. */
export function compose(parts: Parts = {}): string {
  const { environment = [], all = [], webserver = [], scheduler = [], more = [], top = [] } = parts;
  const workers = parts.workers ?? { worker: ["command: celery worker"] };
  const service = (name: string, lines: readonly string[]) => [`  ${name}:`, "    <<: *common", ...indent(lines, 4)];
  return [
    "x-common: &common",
    `  image: ${parts.image ?? "apache/airflow:3.3.2"}`,
    "  environment:",
    "    AIRFLOW__CORE__EXECUTOR: CeleryExecutor",
    ...indent(environment, 4),
    ...indent(all, 2),
    "services:",
    ...service(
      "webserver",
      webserver.some((one) => one.startsWith("command:")) ? webserver : ["command: api-server", ...webserver],
    ),
    ...service(
      "scheduler",
      scheduler.some((one) => one.startsWith("command:")) ? scheduler : ["command: scheduler", ...scheduler],
    ),
    ...Object.entries(workers).flatMap(([name, lines]) => service(name, lines)),
    ...indent(more, 2),
    ...top,
    "",
  ].join("\n");
}
