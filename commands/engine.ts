import { ROLE_LABEL, STACK_LABEL, VERSION_LABEL } from "../lib/docker/names";
import { run } from "./run";

/** One container of a stack as the engine has it now. */
export interface Running {
  readonly name: string;
  readonly role: string;
  readonly state: string;
  /** `healthy`, `unhealthy`, `starting`, or empty where there is no health check. */
  readonly health: string;
  /** Ports of the host that it holds. */
  readonly ports: readonly number[];
  /** Deployed version of Airflow, empty for other containers. */
  readonly version: string;
}

const FORMAT = `{{.Names}}\t{{.Label "${ROLE_LABEL}"}}\t{{.State}}\t{{.Status}}\t{{.Label "${VERSION_LABEL}"}}\t{{.Ports}}`;

/** Oldest engine that this was run with. */
export const OLDEST_ENGINE = 20;

export type EngineVersion = { readonly version: string } | { readonly problem: string };

/** The engine's version, or why it does not answer. */
export async function engineVersion(): Promise<EngineVersion> {
  const { code, stdout, stderr } = await run("docker", ["version", "--format", "{{.Server.Version}}"]);
  if (code === 127) return { problem: "the program `docker` was not found" };
  return code === 0 ? { version: stdout.trim() } : { problem: stderr.trim().split("\n")[0] ?? "no answer" };
}

/** All containers of a stack, running or not. */
export async function containersOf(stack: string): Promise<Running[]> {
  const { stdout } = await run("docker", [
    "ps",
    "--all",
    "--filter",
    `label=${STACK_LABEL}=${stack}`,
    "--format",
    FORMAT,
  ]);
  return lines(stdout).map((line) => {
    const [name = "", role = "", state = "", status = "", version = "", ports = ""] = line.split("\t");
    return {
      name,
      role,
      state,
      health: /\((?:health: )?([a-z]+)\)/.exec(status)?.[1] ?? "",
      version,
      ports: [...ports.matchAll(/:(\d+)->/g)].map(([, port]) => Number(port)),
    };
  });
}

/** Named volumes of a stack: they hold its data. */
export async function volumesOf(stack: string): Promise<string[]> {
  const { stdout } = await run("docker", [
    "volume",
    "ls",
    "--filter",
    `label=${STACK_LABEL}=${stack}`,
    "--format",
    "{{.Name}}",
  ]);
  return lines(stdout);
}

/** The last lines that a container wrote. */
export async function lastLines(container: string, count = 20): Promise<string> {
  const { stdout, stderr } = await run("docker", ["logs", "--tail", String(count), container]);
  return `${stdout}${stderr}`.trim();
}

/** Runs a command inside a container. */
export const inside = (container: string, ...command: readonly string[]) =>
  run("docker", ["exec", container, ...command]);

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
