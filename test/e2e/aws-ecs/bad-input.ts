import type { Result } from "../../../commands/run";
import { first, must, mustMatch, mustNotMatch } from "../expect";
import { textOf } from "../project";
import { least, type StackFile } from "./file";
import type { Site } from "./scene";

/** A change that makes a good file bad, and what the person then reads. */
interface Case {
  readonly what: string;
  readonly change: (file: StackFile) => StackFile;
  readonly says: RegExp;
}

const pool = (file: StackFile, part: object): StackFile => ({
  ...file,
  workers: { default: { queues: ["default"], concurrency: 4, ...part } },
});

const CASES: readonly Case[] = [
  {
    what: "the whole internet may reach Flower",
    change: (file) => ({
      ...file,
      flower: { port: 5555 },
      loadBalancer: { ...(file["loadBalancer"] as object), flower: { allow: ["0.0.0.0/0"] } },
    }),
    says: /configs.*:\d+:\d+ loadBalancer\.flower.*0\.0\.0\.0\/0.*/,
  },
  {
    what: "Spot without the words that tasks may restart",
    change: (file) => pool(file, { spot: { onDemand: 1 } }),
    says: /configs.*:\d+:\d+ workers\.default\.spot.*tasksMayRestart.*/,
  },
  {
    what: "more workers at least than at most",
    change: (file) => pool(file, { replicas: { min: 4, max: 2 } }),
    says: /configs.*:\d+:\d+ workers\.default\.replicas.*/,
  },
  {
    what: "an account id that is a number",
    change: (file) => ({ ...file, account: 12345678901 }),
    says: /configs.*:\d+:\d+ account.*12 digits in quotes.*/,
  },
  {
    what: "a folder of this machine",
    change: (file) => ({ ...file, airflow: { ...(file["airflow"] as object), dags: { folder: "./dags" } } }),
    says: /configs.*:\d+:\d+ airflow\.dags.*/,
  },
];

/** Exit 1, the file's line and the remedy, no stack trace, all through `cdktf synth`. */
export async function refused({ project, stack, zone }: Site): Promise<string> {
  const seen: string[] = [];
  for (const { what, change, says } of CASES) {
    project.config(stack, change(least(zone)));
    seen.push(refusal(await project.cdktf("synth"), says, what));
  }
  project.config(stack, least(zone));
  return seen.join("\n");
}

function refusal(result: Result, pattern: RegExp, what: string): string {
  const text = textOf(result);
  must(result.code === 1, `${what}: exit ${result.code}, expected 1:\n${text}`);
  mustMatch(text, pattern, what);
  mustNotMatch(text, /^\s+at .+:\d+:\d+\)?$/m, what);
  return `${what}: ${first(text.match(pattern) ?? [], what).trim()}`;
}
