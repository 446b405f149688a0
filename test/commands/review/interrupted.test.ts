import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { file } from "../../support/checkout";
import { GitProject } from "../../support/git-project";

const PROJECT = join(__dirname, "../../..");
const project = new GitProject();
afterAll(() => project.remove());

test("Ctrl-C leaves no folder behind", async () => {
  project.write("configs/acme.yaml", file());
  project.commit();
  const [bin, temporary, reached] = ["bin", "temporary", "reached"].map((name) => join(project.top, name));
  if (bin === undefined || temporary === undefined || reached === undefined) throw new Error("no folder");
  // Node looks for tsx from the folder that it starts in.
  symlinkSync(join(PROJECT, "node_modules"), join(project.root, "node_modules"));
  mkdirSync(bin);
  mkdirSync(temporary);
  const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  // Stops where the commit's files are about to be written.
  const stub = `#!/bin/sh\ncase "$*" in *checkout-index*) : > ${reached}; exec sleep 60;; esac\nexec ${git} "$@"\n`;
  writeFileSync(join(bin, "git"), stub);
  chmodSync(join(bin, "git"), 0o755);
  const args = ["--import=tsx", join(PROJECT, "commands/review.ts"), "--against", "main"];
  // A group of its own, which gets the signal as from a terminal.
  const child = spawn(process.execPath, args, {
    cwd: project.root,
    detached: true,
    stdio: "ignore",
    env: {
      ...process.env,
      PATH: `${bin}:${process.env["PATH"]}`,
      TMPDIR: temporary,
    },
  });
  const ended = once(child, "exit");
  while (!existsSync(reached) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  const ours = () => readdirSync(temporary).filter((name) => name.startsWith("airflow-cdktf-review-"));
  expect(ours()).toHaveLength(1);
  process.kill(-(child.pid ?? 0), "SIGINT");
  expect((await ended)[0]).toBe(130);
  expect(ours()).toEqual([]);
}, 60_000);
