import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { officialImage } from "../lib/airflow/derived/images";
import { program } from "../lib/airflow/files/program";
import { TABLES, type TableName } from "../lib/airflow/options/table";
import { command } from "./command";
import { isCurrent, writeGenerated } from "./generated";
import { type Print, terminal } from "./print";
import type { Words } from "./words";

export const WORDS = {
  name: "options",
  about: "Writes the tables of Airflow's options, lib/airflow/options/*.json, from the releases' images.",
  arguments: [{ name: "RELEASE", text: `one of ${TABLES.join(", ")}; without one, all of them`, many: true }],
  flags: { check: { type: "boolean", default: false, text: "writes nothing, and only says which of them are stale" } },
  fails: "when --check found a stale file, or an image does not run",
  examples: ["npm run options", "npm run options 3.3", "npm run options -- --check"],
  page: "docs/decisions/055-options-are-known.md",
} as const satisfies Words;

interface Release {
  readonly image: string;
  /** Providers that official images have and that slimmer ones lack: their descriptions come from these packages. */
  readonly providers: Readonly<Record<string, string>>;
}

const RELEASES: Readonly<Record<TableName, Release>> = {
  "2.11": {
    image: officialImage("2.11.2"),
    providers: {
      "cncf-kubernetes": "10.13.0",
      elasticsearch: "6.5.0",
      "microsoft-azure": "13.0.0",
      openlineage: "2.11.0",
      opensearch: "1.8.4",
      snowflake: "6.10.0",
    },
  },
  "3.3": {
    image: officialImage("3.3.2"),
    providers: {
      "cncf-kubernetes": "10.22.0",
      elasticsearch: "6.9.1",
      "microsoft-azure": "15.1.0",
      openlineage: "2.20.1",
      opensearch: "1.12.1",
      snowflake: "6.17.0",
    },
  },
  "3.4": {
    image: officialImage("3.4.0b2"),
    providers: {
      "cncf-kubernetes": "10.25.0",
      elasticsearch: "6.10.0",
      "microsoft-azure": "15.2.1",
      openlineage: "2.20.3",
      opensearch: "1.15.0",
      snowflake: "6.20.0",
    },
  },
};

const FOLDER = join("lib", "airflow", "options");
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * `npm run options [RELEASE...]` asks the images of the releases for their options and writes lib/airflow/options/*.json;
 * with `--check` it only says which of them are stale. Needs Docker with those images, and the package index.
 * @param root the project's folder
 * @returns exit code: 1 when a table is stale
 */
export function options(root: string, names: readonly TableName[], check: boolean, print: Print): number {
  const stale = names.filter((name) => {
    const path = join(FOLDER, `${name}.json`);
    const text = described(RELEASES[name]);
    const same = isCurrent(root, path, text);
    if (!check && !same) writeGenerated(root, path, text, "the table of options");
    if (same) print.plain(`${path} is what ${RELEASES[name].image} says`);
    else if (check) print.problem(`${path} is not what ${RELEASES[name].image} says; run npm run options ${name}`);
    else print.plain(`${path} written`);
    return !same;
  });
  return check && stale.length > 0 ? 1 : 0;
}

/** Installs the further providers beside the image's own, without what they need, and runs describe.py. */
const SCRIPT = `set -e
mkdir /tmp/providers
[ $# = 0 ] || python -m pip install -q --disable-pip-version-check --no-deps --target /tmp/providers "$@" >&2
exec python /options/describe.py /tmp/providers`;

function described({ image, providers }: Release): string {
  const packages = Object.entries(providers).map(([name, version]) => `apache-airflow-providers-${name}==${version}`);
  const mount = `${program("options")}:/options:ro`;
  const made = spawnSync(
    "docker",
    [
      "run",
      "--rm",
      "--network",
      "host",
      "-v",
      mount,
      "--entrypoint",
      "bash",
      image,
      "-c",
      SCRIPT,
      "options",
      ...packages,
    ],
    { encoding: "utf8", env: process.env, maxBuffer: MOST_BYTES },
  );
  if (made.error !== undefined) throw new Error(`docker does not run: ${made.error.message}`);
  if (made.status !== 0) throw new Error(`${image} did not describe its options:\n${made.stderr.trim()}`);
  return made.stdout;
}

function wanted(given: readonly string[]): readonly TableName[] {
  const unknown = given.filter((name) => !TABLES.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`no table is called ${unknown.join(", ")}; known: ${TABLES.join(", ")}`);
  return given.length === 0 ? TABLES : TABLES.filter((name) => given.includes(name));
}

if (require.main === module)
  command(WORDS, ({ values, positionals }) =>
    options(join(__dirname, ".."), wanted(positionals), values.check, terminal),
  );
