import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "../support/docker";

test("a synth needs no other program: no Terraform, no Docker, no git", () => {
  const folder = mkdtempSync(join(tmpdir(), "bare-"));
  try {
    const { status, stderr } = spawnSync(process.execPath, ["--import=tsx", "main.ts"], {
      cwd: PROJECT,
      env: { PATH: folder, HOME: folder, CDKTF_OUTDIR: join(folder, "out") },
      encoding: "utf8",
    });
    // What a person should know, and nothing of a program that was not found.
    expect(
      stderr.split("\n").filter((line) => !/^configs\/aws-ecs\.yaml:\d+:\d+ workers\.reports\.replicas: /.test(line)),
    ).toEqual([""]);
    expect(status).toBe(0);
    expect(readdirSync(join(folder, "out", "stacks"))).toEqual(["aws-ecs", "gcp-vms", "local-docker"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
