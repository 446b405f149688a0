import { isOlder } from "../../airflow/releases/version";
import type { Fact, Review } from "../model";
import { type Found, found } from "./change";
import { factChanges } from "./facts";

/** What a deployment of the new file means to a running stack of the old one. */
export function releaseChanges(before: Review, after: Review): Found[] {
  const change = found("release");
  const [old, now] = [before.release.version, after.release.version];
  const at = after.summary.find(({ name }) => name === "Airflow")?.at;
  const target =
    before.target === after.target
      ? []
      : [
          change(
            "target",
            `target: ${before.target} -> ${after.target}: another place; what runs at the old one is not moved`,
            undefined,
            "danger",
          ),
        ];
  if (old === now) return target;
  if (isOlder(now, old))
    return [
      ...target,
      change(
        "Airflow",
        `Airflow ${old} -> ${now}: a downgrade - the older version does not start on the migrated database; restore a backup first`,
        at,
        "danger",
      ),
    ];
  const words = `Airflow ${old} -> ${now}: an upgrade - the database is migrated; the old version does not start afterwards`;
  return [...target, change("Airflow", words, at, "notice")];
}

/** These servers hold data. */
const SERVERS: readonly string[] = ["Metadata database", "Broker"];

/** What the servers hold stays only where one of our own keeps its volume. */
function dataWords(before: Review, after: Review): (fact: Fact) => string {
  const ours = ({ processes }: Review, name: string) => processes.some(({ role }) => role === name.toLowerCase());
  return ({ name }) =>
    ours(before, name) && ours(after, name)
      ? "; another major version may not read the data of the old one"
      : "; what the old one holds is not carried over";
}

export function summaryChanges(before: Review, after: Review): Found[] {
  const part = (wanted: (name: string) => boolean) =>
    [before, after].map(({ summary }) => summary.filter(({ name }) => wanted(name))) as [Fact[], Fact[]];
  const one = (wanted: string) => part((name) => name === wanted);
  const sameVersion = before.release.version === after.release.version;
  const told = ["Airflow", "Image", "Executor", ...SERVERS];
  return [
    ...factChanges("summary", ...part((name) => SERVERS.includes(name)), {
      level: "notice",
      after: dataWords(before, after),
    }),
    ...factChanges("summary", ...one("Executor"), { level: "notice" }),
    ...factChanges("summary", ...one("Image"), { after: () => (sameVersion ? ": rolling, no migration" : "") }),
    ...factChanges("summary", ...part((name) => !told.includes(name))),
  ];
}
