import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { containers, docker, tryDocker } from "../docker";
import { must } from "../expect";
import { generatedSecrets } from "../state";
import type { Scene } from "./scene";

/** Long enough that it cannot stand somewhere by chance. */
const LEAST = 12;

/** Lines of process lists seen during the run, gathered because most processes are short. */
export interface ProcessList {
  readonly lines: ReadonlySet<string>;
  stop(): void;
}

export function watchProcesses(everySeconds = 2): ProcessList {
  const lines = new Set<string>();
  const timer = setInterval(async () => {
    for (const line of (await run("ps", ["axww", "-o", "args"])).stdout.split("\n")) lines.add(line);
  }, everySeconds * 1000);
  return { lines, stop: () => clearInterval(timer) };
}

/** No generated and no given secret stands anywhere but in the state, the plan file and the containers' own files. */
export async function noSecretShows(
  { project, stack }: Scene,
  given: Readonly<Record<string, string>>,
  processes: ProcessList,
): Promise<string> {
  const secrets = { ...generatedSecrets(project.path("state", `${stack}.tfstate`)), ...given };
  const forms = Object.entries(secrets).flatMap(([name, value]) =>
    [...new Set([value, encodeURIComponent(value)])].map((form) => ({ name, form })),
  );
  must(
    forms.every(({ form }) => form.length >= LEAST),
    "a secret is too short to look for",
  );
  await wouldBeFound(stack, secrets["fernet-1"] ?? "");
  const places = await haystacks(project, stack, processes);
  const found = places.flatMap(([place, text]) =>
    forms.filter(({ form }) => text.includes(form)).map(({ name }) => `${name} in ${place}`),
  );
  must(found.length === 0, `secrets that show: ${[...new Set(found)].join("; ")}`);
  return `${Object.keys(secrets).length} secrets (${Object.keys(secrets).join(", ")}) looked for in ${places.length} places: ${kinds(places)}`;
}

/** The search itself can fail: the Fernet key stands in the containers' own secret file. */
async function wouldBeFound(stack: string, fernet: string): Promise<void> {
  const inside = await docker("exec", `${stack}-scheduler-1`, "cat", "/run/secrets/airflow.cfg");
  must(
    fernet.length >= LEAST && inside.includes(fernet),
    "the Fernet key of the state is not the one in the container",
  );
}

type Place = readonly [place: string, text: string];

async function haystacks(project: Scene["project"], stack: string, processes: ProcessList): Promise<Place[]> {
  const names = (await containers(stack)).map(({ name }) => name);
  const perContainer = await Promise.all(
    names.map(async (name): Promise<Place[]> => {
      const [inspect, top, logs] = await Promise.all([
        docker("inspect", name),
        tryDocker("top", name, "-eo", "args"),
        tryDocker("logs", name),
      ]);
      return [
        [`docker inspect ${name}`, inspect],
        [`docker top ${name}`, top.stdout],
        [`docker logs ${name}`, `${logs.stdout}${logs.stderr}`],
      ];
    }),
  );
  return [
    ...perContainer.flat(),
    ["process lists during the run", [...processes.lines].join("\n")],
    ["what the commands printed, plans among it", project.printed.join("\n")],
    ...files(project.path("cdktf.out")),
  ];
}

/** All that was synthesized or written beside it, but the plan file, which Terraform fills with the whole state. */
const files = (folder: string): Place[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "plan" && !entry.parentPath.includes("/.terraform"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [`file ${path.slice(folder.length + 1)}`, readFileSync(path, "utf8")]);

function kinds(places: readonly Place[]): string {
  const count = new Map<string, number>();
  for (const [place] of places) {
    const kind = /^(docker \w+|file)/.exec(place)?.[0] ?? place;
    count.set(kind, (count.get(kind) ?? 0) + 1);
  }
  return [...count].map(([kind, number]) => (number > 1 ? `${kind} (${number})` : kind)).join(", ");
}
