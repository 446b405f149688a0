import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const HOST = join(__dirname, "..");

/** A folder that stands for a machine, and commands of that machine that say what a test wants them to say. */
export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), "gcp-host-"));

  constructor(readonly kind: "master" | "worker" = "master") {
    for (const name of ["run/applied", "run/generations", "data", "units", "kept", "bin", "logs"])
      mkdirSync(join(this.folder, name), { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Bash in place of a command. What it was called with is in `calls`. */
  command(name: string, body = ""): this {
    const path = join(this.folder, "bin", name);
    writeFileSync(path, `#!/bin/bash\nprintf '%s\\n' "${name} $*" >> '${this.folder}/calls'\n${body}\n`);
    chmodSync(path, 0o755);
    return this;
  }

  write(path: string, content: string): this {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
    return this;
  }

  has(path: string): boolean {
    return existsSync(join(this.folder, path));
  }

  read(path: string): string {
    return this.has(path) ? readFileSync(join(this.folder, path), "utf8") : "";
  }

  get calls(): string[] {
    return this.read("calls").split("\n").slice(0, -1);
  }

  /** Runs bash with these scripts read in. */
  run(parts: readonly string[], script: string, more: Readonly<Record<string, string>> = {}) {
    const sources = parts.map((part) => `source '${HOST}/${part}.sh'`);
    return this.bash(["-c", ["set -euo pipefail", ...sources, script].join("\n")], more);
  }

  /** Runs one script as the machine does. */
  start(script: string, args: readonly string[] = [], input = "") {
    return this.bash([join(HOST, script), ...args], {}, input);
  }

  private bash(args: readonly string[], more: Readonly<Record<string, string>>, input = "") {
    const at = (name: string) => join(this.folder, name);
    const env = {
      PATH: `${at("bin")}:${process.env["PATH"]}`,
      RUN: at("run"),
      HOST: at("host"),
      KEPT: at("kept"),
      DATA: at("data"),
      UNITS: at("units"),
      LOGS: at("logs"),
      MACHINE: this.kind,
      LOG_DAYS: "7",
      ...more,
    };
    const { status, stdout, stderr } = spawnSync("/bin/bash", ["--norc", ...args], {
      encoding: "utf8",
      env,
      input,
      timeout: 20_000,
    });
    return { status, stdout, stderr };
  }
}

/** A machine for each test, removed after it. */
export function machines(): (kind?: "master" | "worker") => Machine {
  const made: Machine[] = [];
  afterEach(() => {
    for (const machine of made.splice(0)) machine.remove();
  });
  return (kind) => {
    const machine = new Machine(kind);
    made.push(machine);
    return machine;
  };
}
