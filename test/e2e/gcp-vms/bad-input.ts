import type { Result } from "../../../commands/run";
import { first, must, mustMatch, mustNotMatch } from "../expect";
import { textOf } from "../project";
import { full, type StackFile, withAirflow, withPool } from "./file";
import type { Site } from "./site";

/** A change that makes a good file bad, and what the person then reads. */
interface Case {
  readonly what: string;
  readonly change: (file: StackFile) => StackFile;
  readonly says: RegExp;
}

const master = (file: StackFile, part: object): StackFile => ({
  ...file,
  master: { ...(file["master"] as object), ...part },
});

const CASES: readonly Case[] = [
  {
    what: "an address outside the subnet",
    change: (file) => master(file, { address: "10.20.0.10" }),
    says: /configs.*:\d+:\d+ master\.address.*10\.20\.0\.10.*/,
  },
  {
    what: "a zone outside the region",
    change: (file) => withPool(file, "worker1", { zones: ["us-central1-a"] }),
    says: /configs.*:\d+:\d+ workers\.worker1\.zones.*us-central1-a.*/,
  },
  {
    what: "a machine too small for its roles",
    change: (file) => master(file, { machine: "e2-micro" }),
    says: /configs.*:\d+:\d+ master\.machine.*e2-micro.*/,
  },
  {
    what: "an image by its tag",
    change: (file) => withAirflow(file, { image: "europe-west3-docker.pkg.dev/acme-data/airflow/airflow:3.3.2" }),
    says: /configs.*:\d+:\d+ airflow\.image.*/,
  },
  {
    what: "Spot without the words that tasks may restart",
    change: (file) => withPool(file, "worker2", { spot: {} }),
    says: /configs.*:\d+:\d+ workers\.worker2\.spot.*tasksMayRestart.*/,
  },
  {
    what: "surge and unavailable both none",
    change: (file) => withPool(file, "worker2", { update: { surge: 0, unavailable: 0 } }),
    says: /configs.*:\d+:\d+ workers\.worker2\.update.*/,
  },
  {
    what: "no pool for the default queue",
    change: (file) => withPool(file, "worker1", { queues: ["q_name1"] }),
    says: /configs.*:\d+:\d+ workers.*default.*/,
  },
  {
    what: "Cloud SQL without a range for Google's services",
    change: (file) => ({
      ...file,
      cloudSql: { tier: "db-custom-2-7680" },
      metadataDatabase: { engine: "mysql" },
      databases: [],
    }),
    says: /configs.*:\d+:\d+ .*serviceRange.*/,
  },
  {
    what: "a folder of the machine",
    change: (file) => withAirflow(file, { dags: { folder: "./dags" } }),
    says: /configs.*:\d+:\d+ airflow\.dags.*/,
  },
];

/** Exit 1, the file's line and the remedy, no stack trace, all through `cdktf synth`. */
export async function refused({ project, stack, images }: Pick<Site, "project" | "stack" | "images">): Promise<string> {
  const seen: string[] = [];
  for (const { what, change, says } of CASES) {
    project.only(stack, change(full(images.first)));
    seen.push(refusal(await project.cdktf("synth"), says, what));
  }
  return seen.join("\n");
}

function refusal(result: Result, pattern: RegExp, what: string): string {
  const text = textOf(result);
  must(result.code === 1, `${what}: exit ${result.code}, expected 1:\n${text}`);
  mustMatch(text, pattern, what);
  mustNotMatch(text, /^\s+at .+:\d+:\d+\)?$/m, what);
  return `${what}: ${first(text.match(pattern) ?? [], what).trim()}`;
}
