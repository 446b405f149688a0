import { readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { located } from "../lib/airflow/files/files";
import { isOlder } from "../lib/airflow/releases/version";
import { isThere, unusable } from "../lib/deployment/disk/disk";
import { codeOf, type Wanted } from "../lib/deployment/disk/fault";
import type { SecretReference } from "../lib/deployment/schema/scalars";
import type { DockerReading } from "../lib/docker/settings/settings";
import { containersOf, engineVersion, OLDEST_ENGINE, volumesOf } from "./engine";
import { run } from "./run";
import { NO_TERRAFORM, OLDEST_TERRAFORM } from "./terraform";

/** What is asked before anything is touched. Each problem is one line: what is wrong and what to do. */
export interface Question {
  readonly stack: string;
  readonly root: string;
  readonly reading: DockerReading;
}

/** All that stands in the way of a deployment to this host. Nothing is changed. */
export async function preflight(question: Question): Promise<string[]> {
  const programs = await programProblems();
  const host = [...folderProblems(question), ...secretProblems(question), ...socketProblems(question)];
  if (programs.length > 0) return [...programs, ...host];
  return [...host, ...(await portProblems(question)), ...(await stateProblems(question))];
}

/** Why Terraform or the engine cannot be asked. */
export const programProblems = async (): Promise<string[]> => [
  ...(await terraformProblems()),
  ...(await engineProblems()),
];

async function terraformProblems(): Promise<string[]> {
  const { code, stdout, stderr } = await run("terraform", ["version", "-json"]);
  if (code === 127) return [NO_TERRAFORM];
  if (code !== 0) return [`Terraform does not run: ${stderr.trim().split("\n")[0] ?? `exit code ${code}`}`];
  const { terraform_version: version = "0" } = JSON.parse(stdout) as { terraform_version?: string };
  return isOlder(version, OLDEST_TERRAFORM)
    ? [`Terraform ${version} is too old: install ${OLDEST_TERRAFORM} or newer`]
    : [];
}

async function engineProblems(): Promise<string[]> {
  const answer = await engineVersion();
  if ("problem" in answer)
    return [`no Docker engine answers (${answer.problem}): start Docker, or set DOCKER_HOST to one that runs`];
  const major = Number.parseInt(answer.version, 10);
  return major < OLDEST_ENGINE ? [`Docker engine ${answer.version} is too old: install ${OLDEST_ENGINE} or newer`] : [];
}

/** Folders and files of this host that the file names. */
function folderProblems({ root, reading }: Question): string[] {
  const { airflow } = reading.deployment;
  const { docker } = reading.deployment;
  const build = typeof airflow.image === "object" ? airflow.image.build : undefined;
  const named: readonly (readonly [string, string | undefined, Wanted])[] = [
    ["airflow.dags.folder", airflow.dags.folder, "folder"],
    ["airflow.envFile", airflow.envFile, "file"],
    ["airflow.image.build.context", build?.context, "folder"],
    ["airflow.image.build.requirements", build?.requirements, "file"],
    ...docker.mounts.map((mount, index) => [`docker.mounts[${index}].source`, mount.source, "any"] as const),
    ...Object.entries(docker.storage).map(
      ([key, where]) => [`docker.storage.${key}`, where === "volume" ? undefined : where, "folder"] as const,
    ),
  ];
  return named.flatMap(([key, path, wanted]) => {
    const fault = path === undefined ? undefined : unusable(located(root, path), wanted);
    // The server that filled a folder owns it, and the engine mounts what this person may not read.
    if (fault === undefined || (fault.code === "EACCES" && key.startsWith("docker."))) return [];
    return [`${key}: ${path} ${fault.says}: ${fault.mend}, or name another`];
  });
}

function secretProblems({ root, reading }: Question): string[] {
  return references(reading.deployment).flatMap(([key, reference]) => {
    const path = reference.file ?? join("secrets", reference.secret ?? "");
    const place = located(root, path);
    const fault = unusable(place, "file");
    if (fault?.code === "ENOENT") return [`${key}: the secret's file ${path} ${fault.says}: write the secret into it`];
    if (fault !== undefined) return [`${key}: the secret's file ${path} ${fault.says}: ${fault.mend}`];
    if (statSync(place).size === 0) return [`${key}: the secret's file ${path} is empty`];
    return [];
  });
}

/** Maps of the file whose keys are the user's own words: one called `file` is no reference. */
const NAMED = /(^|\.)(variables|connections|environment|args|secretArgs|options\.[^.]+)$/;

/** Every `{ secret: ... }` and `{ file: ... }` of the file, with the key it stands at. */
function references(value: unknown, path = ""): [string, SecretReference][] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const words = entries.every(([key, inner]) => ["secret", "file", "key"].includes(key) && typeof inner === "string");
  if (words && entries.length > 0 && !NAMED.test(path)) return [[path, value as SecretReference]];
  return entries.flatMap(([key, inner]) => references(inner, path === "" ? key : `${path}.${key}`));
}

function socketProblems({ reading }: Question): string[] {
  return Object.entries(reading.deployment.workers).flatMap(([pool, { dockerSocket }]) => {
    if (dockerSocket === false) return [];
    const owner = statSync("/var/run/docker.sock", { throwIfNoEntry: false })?.gid;
    const key = `workers.${pool}.dockerSocket`;
    if (owner === undefined) return [`${key}: this host has no /var/run/docker.sock`];
    return owner === dockerSocket.group
      ? []
      : [`${key}.group: ${dockerSocket.group} does not own /var/run/docker.sock: write ${owner}`];
  });
}

async function portProblems({ stack, reading }: Question): Promise<string[]> {
  const { webserver, flower } = reading.deployment;
  const { bindAddress } = reading.deployment.docker;
  const held = new Set((await containersOf(stack)).flatMap(({ ports }) => ports));
  const wanted = [
    { key: "webserver.port", port: webserver.port },
    ...(flower === false ? [] : [{ key: "flower.port", port: flower.port }]),
  ];
  const problems = wanted
    .filter(({ port }) => !held.has(port))
    .map(async ({ key, port }) =>
      (await free(port, bindAddress))
        ? []
        : [`${key}: port ${port} of ${bindAddress} is taken: stop what uses it, or write another`],
    );
  return (await Promise.all(problems)).flat();
}

/** Data without the state that has its passwords and keys would be lost or unreadable behind new ones. */
async function stateProblems({ stack, root, reading }: Question): Promise<string[]> {
  const state = join("state", `${stack}.tfstate`);
  if (isThere(join(root, state))) return [];
  const { storage } = reading.deployment.docker;
  const folders = [storage.metadataDatabase, storage.broker].filter(
    (where) => where !== "volume" && filled(located(root, where)),
  );
  const data = [...(await volumesOf(stack)).map((volume) => `volume ${volume}`), ...folders];
  if (data.length === 0) return [];
  return [
    `${state} is gone, but data of this stack exists (${data.join(", ")}): put the file back from where it was kept (another checkout?); ` +
      "to begin anew and lose that data, remove it first (docker volume rm NAME, or the folder)",
  ];
}

function filled(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch (error) {
    // A folder that cannot be read belongs to the server that filled it.
    return !["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "");
  }
}

const free = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
