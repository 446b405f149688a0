import { durationWords } from "../airflow/rules/units";
import { isOlder } from "../airflow/version";
import type { Release, Review } from "./model";

/** Version that runs now; `nothing`: the stack was never deployed or was taken down; undefined: it is not known. */
export type Deployed = { readonly version: string } | "nothing" | undefined;

/** The review with what its release does to what runs. A review of which nothing more is known stays as it is. */
export function released(review: Review, deployed: Deployed): Review {
  if (deployed === undefined) return review;
  const { version } = review.release;
  if (deployed === "nothing") return { ...review, release: { version, kind: "first", words: FIRST } };
  const kind = kindOf(version, deployed.version);
  return { ...review, release: { version, deployed: deployed.version, kind, words: WORDS[kind](longest(review)) } };
}

function kindOf(version: string, deployed: string): "rolling" | "upgrade" | "downgrade" {
  if (version === deployed) return "rolling";
  return isOlder(version, deployed) ? "downgrade" : "upgrade";
}

const FIRST = [
  "Passwords and keys that the file does not give are generated.",
  "The metadata database is migrated, then Airflow starts.",
];

/** The longest task that a stop waits for. Without pools the scheduler runs the tasks, and its stop waits for them. */
function longest({ pools, processes }: Review): string {
  const schedulers = processes.filter(({ role }) => role === "scheduler");
  const seconds = pools.length > 0 ? pools.map((pool) => pool.drainSeconds) : schedulers.map((one) => one.stopSeconds);
  return durationWords(Math.max(0, ...seconds));
}

const WORDS: Readonly<Record<"rolling" | "upgrade" | "downgrade", (longest: string) => readonly string[]>> = {
  rolling: (longest) => [
    "Only processes whose settings changed are replaced.",
    `Running tasks of a process that is replaced finish first, at most ${longest}.`,
    "Nothing is migrated, and the version before can be deployed again.",
  ],
  upgrade: (longest) => [
    `Running tasks finish, at most ${longest}, and everything of Airflow stops.`,
    "The metadata database is migrated, and the new version starts.",
    "The old version does not start afterwards: the way back is a backup of the database.",
  ],
  downgrade: () => [
    "It is refused: an older Airflow does not start on a database that a newer one has migrated.",
    "Restore a backup from before the upgrade first, or name the version that runs.",
  ],
};

/** The kind in one sentence. */
export function releaseWords({ kind, version, deployed }: Release): string {
  switch (kind) {
    case "unknown":
      return "It is not known here what runs now.";
    case "first":
      return "Nothing is deployed from this machine yet: this is the first deployment.";
    case "rolling":
      return `Airflow ${version} runs already.`;
    case "upgrade":
      return `An upgrade: Airflow ${deployed} runs now and becomes ${version}.`;
    case "downgrade":
      return `A downgrade: Airflow ${deployed} runs now, and the file names the older ${version}.`;
  }
}
