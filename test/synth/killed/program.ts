import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "@swc/core";

const ROOT = join(__dirname, "../../..");
const SOURCES = ["lib/synth", "lib/deployment"];

/** The real publication as plain JavaScript, so that a process that runs it starts in a moment. */
export class Program {
  readonly folder = mkdtempSync(join(tmpdir(), "killed-"));
  private runs = 0;

  constructor() {
    for (const source of SOURCES)
      for (const name of readdirSync(join(ROOT, source), { recursive: true, encoding: "utf8" }))
        if (name.endsWith(".ts")) this.compile(join(source, name));
    this.compile("lib/review/boot-file.ts");
    writeFileSync(
      join(this.folder, "run.cjs"),
      `const { publish } = require("./lib/synth/publish.js");
       const { inTurn } = require("./lib/synth/turn.js");
       const [, , next, outdir] = process.argv;
       globalThis.publishing = true;
       inTurn(outdir, () => publish(next, outdir));`,
    );
    cpSync(join(__dirname, "kill.cjs"), join(this.folder, "kill.cjs"));
  }

  private compile(path: string): void {
    const { code } = transformSync(readFileSync(join(ROOT, path), "utf8"), {
      jsc: { parser: { syntax: "typescript" }, target: "es2022" },
      module: { type: "commonjs" },
    });
    const made = join(this.folder, path.replace(/ts$/, "js"));
    mkdirSync(dirname(made), { recursive: true });
    writeFileSync(made, code);
  }

  /** An empty folder for one run. */
  place(): string {
    this.runs += 1;
    const place = join(this.folder, `run-${this.runs}`);
    mkdirSync(place);
    return place;
  }

  /**
   * Publishes `next` into `outdir`.
   * @param at the call to the disk before which the process is killed; 0: it is not
   * @returns how many calls there were; undefined: it was killed
   */
  publish(next: string, outdir: string, at = 0): Promise<number | undefined> {
    const child = spawn(process.execPath, ["-r", "./kill.cjs", "run.cjs", next, outdir], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], KILL_AT: String(at) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, errors] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      errors += text;
    });
    return new Promise((resolve, reject) => {
      child.on("close", (code, signal) => {
        if (signal === "SIGKILL") resolve(undefined);
        else if (code === 0) resolve(Number(out));
        else reject(new Error(errors));
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
