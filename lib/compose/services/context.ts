import { isAbsolute, relative, resolve } from "node:path";
import type { Version } from "../../airflow/releases/version";
import type { Role } from "../../airflow/workloads/roles";
import { envFile, type Setting, type Settings } from "../read/env-file";
import type { Lookup } from "../read/interpolate";
import type { Project } from "../read/project";
import type { Disk } from "../read/source";
import { official } from "./bitnami";
import type { Cast } from "./cast";
import type { Service } from "./service";

/** What everything in the deployment file is made from. */
export interface Context {
  readonly project: Project;
  readonly cast: Cast;
  readonly stack: string;
  /** As the deployment file writes it, and as numbers. */
  readonly airflowVersion: string;
  readonly version: Version;
  /** The folder of this project, absolute. */
  readonly root: string;
  readonly disk: Disk;
  readonly lookup: Lookup;
  /** The group of this host's Docker socket; undefined where it has none. */
  readonly dockerGroup: number | undefined;
}

const RUNNING: readonly Role[] = ["scheduler", "webserver", "dag-processor", "triggerer", "worker"];

/** The services that run Airflow, once each; the scheduler first, because its word counts where they differ. */
export const running = ({ roles }: Cast): readonly Service[] => [
  ...new Set(RUNNING.flatMap((role) => roles[role].map(({ service }) => service))),
];

/** Those and the services that set up, and Flower. */
export const everyone = (cast: Cast): readonly Service[] => [
  ...new Set([...running(cast), ...[...cast.roles.flower, ...cast.setup].map(({ service }) => service)]),
];

/** A service's variables by the names of the official image. */
export const settings = (service: Service, around: Pick<Context, "project" | "disk" | "lookup">): Settings =>
  official(service, written(service, around));

/** Those of its env_files, and its own, which win. */
export function written(
  service: Service,
  { project, disk, lookup }: Pick<Context, "project" | "disk" | "lookup">,
): Settings {
  const found = new Map<string, Setting>();
  for (const { path, at } of service.envFiles) {
    const text = disk.text(resolve(project.folder, path));
    for (const [name, value] of text === undefined ? [] : envFile(text, lookup))
      found.set(name, { text: value, at: { ...at, key: `${path} (${name})` }, unset: [], fromFile: true });
  }
  for (const [name, value] of service.environment) {
    // A name without a value is taken from the shell, and there is none where the shell has none.
    const text = value.kind === "scalar" ? value.text : lookup(name);
    const unset = value.kind === "scalar" ? value.unset : [];
    if (text !== undefined) found.set(name, { text, at: value.at, unset, fromFile: false });
  }
  return found;
}

/** A host path of the compose file as the deployment file writes it: relative inside this project, else absolute. */
export function hostPath(path: string, { project, root }: Pick<Context, "project" | "root">): string {
  if (path.startsWith("~")) return path;
  const absolute = resolve(project.folder, path);
  const inside = relative(root, absolute);
  return inside.startsWith("..") || isAbsolute(inside) ? absolute : `./${inside}`;
}

/** `services a and b`, `service a`. */
export function named(services: readonly Service[]): string {
  const names = services.map(({ name }) => name);
  const last = names.at(-1) ?? "";
  return names.length < 2 ? `service ${last}` : `services ${names.slice(0, -1).join(", ")} and ${last}`;
}
