import { Worker } from "node:worker_threads";

/** Of the processor, not of the clock: on a busy machine a good file may take a minute. */
export const HANGS_SECONDS = 30;

/** Ends this process from a thread of its own, which runs on while the first one hangs. */
const PROGRAM = `
const { parentPort } = require("node:worker_threads");
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
let began = used();
parentPort.on("message", () => { began = used(); });
setInterval(() => { if (used() - began > ${HANGS_SECONDS}) process.kill(process.pid, "SIGKILL"); }, 500);
`;

/** Ends this process when it works too long without a word in between. */
export class Watch {
  private readonly worker = new Worker(PROGRAM, { eval: true, execArgv: [] });

  /** A new file begins. */
  begin(): void {
    this.worker.postMessage("begin");
  }
}
