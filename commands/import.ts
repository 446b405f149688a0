import { existsSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { type Imported, importCompose } from "../lib/compose/import";
import { readDeployment } from "../lib/deployment/file/read";
import { line } from "../lib/deployment/words/problem";
import { targets } from "../stacks/targets";
import { command } from "./command";
import { readFlags, WORDS } from "./import/flags";
import { type Around, request } from "./import/request";
import { inTheWay, type WantedFile, writeAll } from "./import/write-files";
import { type Print, terminal } from "./print";
import { CONFIGS } from "./stack";

type Made = Extract<Imported, { ok: true }>;

/** `npm run import -- docker-compose.yml`: writes a deployment file that is known to be good, or nothing. */
export async function importFile(root: string, args: readonly string[], print: Print, around: Around): Promise<number> {
  const { values, positionals } = readFlags(args);
  const [file = ""] = positionals;
  const output = values.output;
  const name = values.name ?? (output === undefined ? undefined : basename(output).replace(/\.ya?ml$/, ""));
  const imported = importCompose(request(root, file, { ...values, name }, around), targets);
  if (!imported.ok) {
    for (const problem of imported.problems) print.problem(problem);
    return 1;
  }
  const path = output ?? `${CONFIGS}/${imported.stack}.yaml`;
  const read = readDeployment({ path, text: imported.text }, targets);
  // With --print only the file itself is on standard output, so that it can be redirected.
  const say = values.print ? print.problem : print.plain;
  tell(imported, say, besides(root, file));
  if (values.print || !read.ok) print.plain(imported.text.trimEnd());
  for (const notice of read.notices) print.warn(line(notice));
  if (!read.ok) {
    for (const problem of read.problems) print.problem(line(problem));
    print.problem(
      "The file above would be refused for this, so nothing was written: mend the compose file and import again, or print it with --print and mend that.",
    );
    return 1;
  }
  return values.print ? 0 : written(root, path, imported, values, print);
}

/** Compose reads these two together; an import reads one. */
function besides(root: string, file: string): readonly string[] {
  const found = [
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
    "compose.override.yml",
    "compose.override.yaml",
  ]
    .map((name) => join(resolve(root, file), "..", name))
    .find((path) => existsSync(path));
  return found === undefined
    ? []
    : [
        `${relative(root, found)}:1: it was not read; import what \`docker compose config\` prints to have it with the file`,
      ];
}

function tell({ summary, report, secrets, files }: Made, say: (text: string) => void, more: readonly string[]): void {
  const part = (title: string, lines: readonly string[]) => {
    if (lines.length > 0) say([`\n${title} (${lines.length})`, ...lines.map((text) => `  ${text}`)].join("\n"));
  };
  say(summary);
  part("Carried over", report.carried);
  part("Changed", report.changed);
  part("Not carried over", [...report.left, ...more]);
  part(
    "Files with it",
    files.map(({ path }) => path),
  );
  part(
    "Secrets, each in a file of its own",
    secrets.map(({ path, content }) =>
      content === undefined
        ? `${path}: not known here, write it`
        : `${path}: in the compose file; --write-secrets writes it`,
    ),
  );
  say("");
}

interface Wishes {
  readonly force: boolean;
  readonly "write-secrets": boolean;
}

function written(
  root: string,
  path: string,
  { text, files, secrets, stack }: Made,
  wishes: Wishes,
  print: Print,
): number {
  const known = wishes["write-secrets"]
    ? secrets.flatMap(({ path, content }) => (content === undefined ? [] : [{ path, content }]))
    : [];
  const wanted: readonly WantedFile[] = [
    ...files.map(({ path, content = "" }) => ({
      path: resolve(root, path),
      shownAs: path,
      content,
      mode: 0o644,
      replace: wishes.force,
    })),
    ...known.map(({ path, content }) => ({
      path: resolve(root, path),
      shownAs: path,
      content,
      mode: 0o600,
      replace: false,
    })),
    { path: resolve(root, path), shownAs: path, content: text, mode: 0o644, replace: wishes.force },
  ];
  const taken = inTheWay(wanted);
  for (const shownAs of taken)
    print.problem(
      shownAs.startsWith("secrets/")
        ? `${shownAs} exists with another content and is never written over; move it away, or leave --write-secrets out`
        : `${shownAs} exists; --force writes over it, --name gives the stack another name`,
    );
  if (taken.length > 0) return 1;
  for (const one of writeAll(wanted, root)) print.plain(`Wrote ${one}`);
  if (path === `${CONFIGS}/${stack}.yaml`) print.plain(`Next: npx cdktf synth, then npm run up ${stack}`);
  return 0;
}

if (require.main === module)
  command(WORDS, () =>
    importFile(process.cwd(), process.argv.slice(2), terminal, {
      environment: process.env,
      socket: "/var/run/docker.sock",
    }),
  );
