import { spawn, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "ci-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A checkout whose programs are as quick as a word: `npm` writes what it was asked, and the answer of its run. */
function checkout(name: string, answers: string): { readonly run: string; readonly env: NodeJS.ProcessEnv } {
  const root = join(folder, name);
  for (const part of [".ci", "bin", "node_modules/.bin"]) mkdirSync(join(root, part), { recursive: true });
  copyFileSync(join(__dirname, "../../.ci/run"), join(root, ".ci/run"));
  const program = (path: string, text: string) => {
    writeFileSync(join(root, path), `#!/bin/bash\n${text}\n`);
    chmodSync(join(root, path), 0o755);
  };
  program("node_modules/.bin/biome", "");
  for (const empty of ["npx", "node", "chromium"]) program(`bin/${empty}`, "");
  program("bin/npm", `ask="$*"\ncase $ask in\n${answers}\n*) echo "3 passed, 0 failed" ;;\nesac`);
  const path = `${join(root, "bin")}:${process.env["PATH"]}`;
  return { run: join(root, ".ci/run"), env: { ...process.env, PATH: path, ROOT: root } };
}

const GOOD = `ci) ;;
test) echo "Tests:       7 passed, 7 total" ;;
*"e2e docker") echo begun >"$ROOT/docker"; sleep 1; echo "figures are taken: other runs may begin"
  until [ -e "$ROOT/aws" ]; do sleep 0.1; done; echo "docker ends"; echo "5 passed, 0 failed" ;;
*"e2e aws-ecs") cat "$ROOT/docker"; echo aws >"$ROOT/aws"; sleep 1; echo "aws ends"; echo "2 passed, 0 failed" ;;`;

test("parts run side by side, each part's output is in one piece, and their numbers are added", () => {
  const { run, env } = checkout("good", GOOD);
  const { status, stdout } = spawnSync(run, { env, encoding: "utf8" });
  // Tests 7; four checks one each; browser, two ways out, fuzz, gcp-vms three each; docker 5, aws-ecs 2.
  expect(stdout.trim().split("\n").at(-1)).toBe("33 passed, 0 failed");
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /== end to end: npm run e2e docker\nfigures are taken.*\ndocker ends\n5 passed, 0 failed\n-- end to end: npm run e2e docker: \d+ s, exit 0\n/,
  );
  expect(stdout).toMatch(/== end to end: npm run e2e aws-ecs\nbegun\naws ends\n2 passed/);
}, 60_000);

test("a part that fails, one that says how many failed, and one that cannot run", () => {
  const answers = `ci) ;;
test) echo "Tests:       2 failed, 7 passed, 9 total"; exit 1 ;;
*lint) echo "a line is too long"; exit 1 ;;
*"e2e docker") echo "npm run e2e docker cannot run here"; exit 0 ;;`;
  const { run, env } = checkout("bad", answers);
  const { status, stdout } = spawnSync(run, { env, encoding: "utf8" });
  // Docker's run has no numbers, and the others do not wait for its figures.
  expect(stdout.trim().split("\n").at(-1)).toBe("28 passed, 3 failed");
  expect(status).toBe(1);
  expect(stdout).toContain("== lint and format\na line is too long\n-- lint and format: ");
  expect(stdout).toContain("== end to end: npm run e2e docker\nnpm run e2e docker cannot run here\n");
}, 60_000);

test("interrupted: the parts end, what they had printed is shown, and it has failed", async () => {
  const answers = `ci) ;;
test) trap 'echo removed; exit 1' TERM; echo "tests begin"; touch "$ROOT/begun"; while :; do sleep 0.1; done ;;`;
  const { run, env } = checkout("interrupted", answers);
  const child = spawn(
    "bash",
    ["-c", '"$0" & ci=$!; until [ -e "$ROOT/begun" ]; do sleep 0.1; done; kill -TERM $ci; wait $ci', run],
    { env },
  );
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(1);
  // Bash tells of the sleep that was ended.
  expect(text).toMatch(/tests begin\n(Terminated\n)?removed\n/);
  expect(text.trim().split("\n").at(-1)).toBe("0 passed, 1 failed");
}, 60_000);
