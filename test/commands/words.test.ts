import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { file } from "../support/checkout";
import { runHere } from "../support/program";

const ROOT = join(__dirname, "../..");
const TSX = pathToFileURL(require.resolve("tsx", { paths: [ROOT] })).href;
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};
/** Scripts that are programs of this project; the others are those of other makers, with a help of their own. */
const programs = Object.entries(scripts).flatMap(([name, line]): [string, string][] => {
  const [, path] = /^node --import=tsx (\S+\.ts)$/.exec(line) ?? [];
  return path === undefined ? [] : [[name, path]];
});
const OTHERS = ["synth", "test", "lint", "format", "types", "check"];

/** A folder with neither configs/ nor a program but node on its path. */
let nowhere = "";
beforeAll(() => {
  nowhere = mkdtempSync(join(tmpdir(), "nowhere-"));
  mkdirSync(join(nowhere, "bin"));
  symlinkSync(process.execPath, join(nowhere, "bin/node"));
});
afterAll(() => rmSync(nowhere, { recursive: true, force: true }));

/** Exit code and both streams, in a folder without anything and without Docker or Terraform. */
async function run(path: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const env = { PATH: join(nowhere, "bin"), HOME: nowhere, ...more };
  const program = [`--import=${TSX}`, join(ROOT, path), ...args];
  return await promisify(execFile)(process.execPath, program, { cwd: nowhere, env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

/** The same without a process of its own. */
const here = (path: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
  runHere(join(ROOT, path), args, nowhere, { PATH: join(nowhere, "bin"), HOME: nowhere, ...more });

test("every script is a program of ours or another maker's", () => {
  expect([...programs.map(([name]) => name), ...OTHERS].sort()).toEqual(Object.keys(scripts).sort());
});

test.each(programs)(
  "npm run %s: help says what it does, its words, exit codes, two examples and a page",
  async (name, path) => {
    const { stdout, ...end } = await here(path, ["a", "b", "c", "--what", name.length % 2 === 0 ? "-h" : "--help"]);
    expect(end).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`\n  npm run ${name} -- `);
    expect(stdout).toMatch(/\n {2}-h, --help +prints this\n/);
    expect(stdout).toMatch(/\nExit codes:\n {2}0 +.*\n {2}1 +(.*\n)+ {2}130 +/);
    expect(stdout.match(new RegExp(`^  (.*&& )?(CI_E2E=required )?npm run ${name}\\b`, "gm"))?.length).toBeGreaterThan(
      2,
    );
    const page = /\nMore: (\S+)\n$/.exec(stdout)?.[1] ?? "no page";
    expect(existsSync(join(ROOT, page))).toBe(true);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  },
  120_000,
);

test("a command line has no other way in than the words of its program", () => {
  for (const [, path] of programs)
    expect([path, readFileSync(join(ROOT, path), "utf8").match(/\b(command|tool)\(WORDS,/g)?.length]).toEqual([
      path,
      1,
    ]);
  const files = readdirSync(join(ROOT, "commands"), { recursive: true, encoding: "utf8" })
    .map((name) => `commands/${name}`)
    .concat(programs.map(([, path]) => path))
    .filter((name) => name.endsWith(".ts"));
  const readers = files.filter((name) => /parseArgs|process\.argv\[/.test(readFileSync(join(ROOT, name), "utf8")));
  expect(readers).toEqual(["commands/words.ts"]);
});

test.each([
  ["commands/up.ts", ["--halp"], 'unknown flag --halp; did you mean "--help"?'],
  ["commands/up.ts", ["a", "b"], 'expected STACK and flags only, got "b"'],
  ["commands/schema.ts", ["--chek"], 'unknown flag --chek; did you mean "--check"?'],
  ["commands/schema.ts", ["all"], 'expected flags only, got "all"'],
  ["commands/review.ts", ["--stack"], "--stack: expected a value, NAME, got none"],
  ["test/e2e/run.ts", [], "expected NAME, as in: npm run e2e docker"],
])(
  "%s %j is one line, and nothing is done",
  async (path, args, line) => {
    expect(await here(path, args)).toEqual({ code: 1, stdout: "", stderr: `${line} (see --help)\n` });
  },
  120_000,
);

test("a folder whose files are broken does not keep anybody from help", async () => {
  mkdirSync(join(nowhere, "configs"));
  writeFileSync(join(nowhere, "configs/a.yaml"), "{");
  try {
    expect((await run("commands/up.ts", ["--help"])).code).toBe(0);
    expect(await run("commands/up.ts", [])).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^configs\/a\.yaml:1:\d+ .*\n$/),
    });
  } finally {
    rmSync(join(nowhere, "configs"), { recursive: true });
  }
}, 120_000);

test("a flag that npm keeps for itself is not left out silently", async () => {
  const npm = { npm_lifecycle_event: "down", npm_config_delete_data: "true" };
  expect(await here("commands/down.ts", ["first"], npm)).toEqual({
    code: 1,
    stdout: "",
    stderr: "npm keeps --delete-data for itself: write npm run down -- and then all words and flags\n",
  });
}, 120_000);

/** Lines of the streams once both are closed, and how it ended. */
async function ended(child: ChildProcess) {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, stderr };
}

test("output into a closed pipe ends without a word", () => {
  const command = `"${process.execPath}" --import="${TSX}" "${join(ROOT, "commands/new.ts")}" --help 2>"${nowhere}/errors" | true`;
  const { status } = spawnSync("bash", ["-c", `for i in 1 2; do ${command}; done`], {
    cwd: nowhere,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(readFileSync(join(nowhere, "errors"), "utf8")).toBe("");
}, 120_000);

/** A pseudo-terminal comes from Python's own library, which Windows' has not. */
const without = spawnSync("python3", ["-c", "import pty, os; os.waitstatus_to_exitcode"]).status !== 0;
if (without) process.stderr.write("words.test.ts: no question is asked, python3 3.9 or newer with pty was not found\n");

(without ? test.skip : test).each([
  ["Ctrl-C", "\u0003", 130, /\[y\/N\] (\^C)?\n+Interrupted\. Run the same command again to go on\.\n$/],
  ["Ctrl-D", "\u0004", 1, /\[y\/N\] (\^D)?\n?Nothing was changed\. .*\n$/],
  ["Enter", "\r", 1, /\[y\/N\] \n?Nothing was changed\. .*\n$/],
])(
  "%s at a question is one line, and nothing is done",
  async (_, key, code, line) => {
    const root = mkdtempSync(join(nowhere, "asked-"));
    for (const folder of ["bin", "configs", "cdktf.out/stacks/acme"])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "configs/acme.yaml"), file());
    writeFileSync(join(root, "cdktf.out/stacks/acme/cdk.tf.json"), "{}");
    const stub =
      '#!/bin/sh\ncase "$*" in *json*) echo "{ \\"terraform_version\\": \\"1.14.0\\" }";; version*) echo 27.0.1;; *) :;; esac\n';
    for (const name of ["docker", "terraform"]) writeFileSync(join(root, "bin", name), stub, { mode: 0o755 });
    const program = [process.execPath, `--import=${TSX}`, join(ROOT, "commands/down.ts"), "acme"];
    const { stdout } = await promisify(execFile)(
      "python3",
      [join(__dirname, "terminal.py"), JSON.stringify([["[y/N]", key]]), ...program],
      { cwd: root, env: { ...process.env, PATH: `${join(root, "bin")}:${process.env["PATH"]}` } },
    );
    const ended: { code: number; shown: string } = JSON.parse(stdout);
    expect(ended).toMatchObject({ code, shown: expect.stringMatching(line) });
  },
  120_000,
);

describe("Ctrl-C while Terraform works", () => {
  const begin = async (terraform: string) => {
    const root = mkdtempSync(join(nowhere, "interrupted-"));
    for (const folder of ["bin", "configs", "cdktf.out/stacks/acme"])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "configs/acme.yaml"), file());
    writeFileSync(join(root, "cdktf.out/stacks/acme/cdk.tf.json"), "{}");
    for (const [name, text] of [
      ["docker", "case $1 in version) echo 27.0.1;; esac"],
      ["terraform", terraform],
    ] as const) {
      writeFileSync(join(root, "bin", name), `#!/bin/bash\n${text}\n`);
      chmodSync(join(root, "bin", name), 0o755);
    }
    const child = spawn(
      process.execPath,
      [`--import=${TSX}`, join(ROOT, "commands/down.ts"), "acme", "--yes", "--delete-data"],
      {
        cwd: root,
        env: { ...process.env, PATH: `${join(root, "bin")}:${process.env["PATH"]}` },
        stdio: ["ignore", "ignore", "pipe"],
        // A group of its own, which gets the signal as from a terminal.
        detached: true,
      },
    );
    const end = ended(child);
    while (!existsSync(join(root, "reached")) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return { root, end, interrupt: () => process.kill(-(child.pid ?? 0), "SIGINT") };
  };

  test("it hears of it once, may finish, and is waited for; one line and 130", async () => {
    const terraform = [
      'if [ "$1" = version ]; then echo "{ \\"terraform_version\\": \\"1.14.0\\" }"; exit; fi',
      "trap 'cd ../../..; echo x >> heard; sleep 1; touch finished; exit 1' INT",
      "touch ../../../reached",
      "while true; do sleep 0.1; done",
    ].join("\n");
    const { root, end, interrupt } = await begin(terraform);
    interrupt();
    // npm hands the same signal on.
    interrupt();
    expect(await end).toEqual({
      code: 130,
      signal: null,
      stderr:
        "Interrupted: what has begun is ended first; once more leaves at once. Run the same command again to go on.\n",
    });
    expect(existsSync(join(root, "finished"))).toBe(true);
    expect(readFileSync(join(root, "heard"), "utf8")).toBe("x\n");
  }, 120_000);
});
