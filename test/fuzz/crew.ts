import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type Result, shown } from "./check";
import { HANGS_SECONDS } from "./watch";
import type { Said } from "./worker";

/** Files that one process judges: cdktf keeps every token that it ever made. */
const MOST = 400;

/** Processes that judge files, each at its own; one that hangs or dies is replaced and its file reported. */
export class Crew {
  constructor(
    private readonly size: number,
    /** Whether the JSON of this file is wanted. */
    private readonly wanted: (index: number) => boolean,
    /** Whether there is still time for another file. */
    private readonly mayGoOn: () => boolean = () => true,
  ) {}

  async judge(seeds: readonly number[], take: (result: Result) => void): Promise<void> {
    let next = 0;
    const worker = async () => {
      let member: Member | undefined;
      let judged = 0;
      while (next < seeds.length && this.mayGoOn()) {
        const index = next++;
        member ??= new Member();
        const result = await member.judge(seeds[index] ?? 0, this.wanted(index));
        take(result);
        if (member.gone || ++judged % MOST === 0) {
          await member.end();
          member = undefined;
        }
      }
      await member?.end();
    };
    await Promise.all(Array.from({ length: this.size }, worker));
  }
}

class Member {
  private readonly child: ChildProcess = fork(join(__dirname, "worker.ts"), {
    execArgv: ["--import=tsx", "--max-semi-space-size=64"],
  });
  gone = false;

  judge(seed: number, json: boolean): Promise<Result> {
    return new Promise((resolve) => {
      let content = "";
      const finish = (result: Result) => {
        this.child.removeAllListeners();
        resolve(result);
      };
      this.child.on("message", (said: Said) => {
        if ("result" in said) finish(said.result);
        else content = said.judging;
      });
      this.child.on("exit", (code, signal) => {
        this.gone = true;
        const fault = signal === "SIGKILL" ? `hangs for ${HANGS_SECONDS} s` : `the process ended: ${signal ?? code}`;
        finish({ seed, target: "", fault, says: "", content: shown(Buffer.from(content, "base64")) });
      });
      this.child.send({ seed, json });
    });
  }

  async end(): Promise<void> {
    if (this.gone) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.disconnect();
    await ended;
  }
}
