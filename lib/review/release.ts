import { isOlder } from "../airflow/releases/version";
import type { Built } from "../airflow/words/built";
import type { Release } from "./model";

/** Version that runs now; `nothing`: the stack was never deployed or was taken down; undefined: it is not known. */
export type Deployed = { readonly version: string } | "nothing" | undefined;

/**
 * What a release does to what runs, in the target's own words.
 * @param version as the file names it
 */
export function releaseOf(version: string, deployed: Deployed, own: Built["release"]): Release {
  if (deployed === undefined) return { version, kind: "unknown", words: eitherWay(version, own) };
  if (deployed === "nothing") return { version, kind: "first", words: own.first ?? FIRST };
  const kind = kindOf(version, deployed.version);
  return { version, deployed: deployed.version, kind, words: kind === "downgrade" ? DOWNGRADE : own[kind] };
}

function kindOf(version: string, deployed: string): "rolling" | "upgrade" | "downgrade" {
  if (version === deployed) return "rolling";
  return isOlder(version, deployed) ? "downgrade" : "upgrade";
}

/** What runs is not known from a file: what happens in each case. */
const eitherWay = (version: string, { first = [], rolling, upgrade }: Built["release"]): string[] => [
  ...led("If nothing is deployed yet", first),
  ...led(`If Airflow ${version} runs now`, rolling),
  ...led("If another version runs now, this is an upgrade", upgrade),
];

const led = (lead: string, [first, ...rest]: readonly string[]): string[] =>
  first === undefined ? [] : [`${lead}: ${first.charAt(0).toLowerCase()}${first.slice(1)}`, ...rest];

const FIRST = [
  "Passwords and keys that the file does not give are generated.",
  "The metadata database is migrated, then Airflow starts.",
];

const DOWNGRADE = [
  "It is refused: an older Airflow does not start on a database that a newer one has migrated.",
  "Restore a backup from before the upgrade first, or name the version that runs.",
];

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
