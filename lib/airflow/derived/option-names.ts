import { loadTable, type OptionTable, optionTable, TABLES, tableName } from "../options/table";
import { isFrom, isOlder, type Version } from "../releases/version";
import { OPTION_CHANGES } from "./option-changes";

/**
 * What a release calls an option: another name, null where the option is gone without a successor, undefined where
 * nothing is known against the name. Chains are followed: [scheduler] max_threads became parsing_processes, and later
 * moved to [dag_processor].
 */
export function todaysName(option: string, version: Version): string | null | undefined {
  const release = new Release(version);
  let name = release.next(option);
  while (typeof name === "string") {
    const later = release.next(name);
    if (later === undefined) return name;
    name = later;
  }
  return name === null ? null : release.earlier(option);
}

/** What the tables say about names in one version. */
class Release {
  private readonly text: string;
  private readonly own: OptionTable;
  private readonly older: readonly OptionTable[];
  private readonly newer: readonly OptionTable[];

  constructor(private readonly version: Version) {
    this.text = `${version.major}.${version.minor}.${version.patch}`;
    this.own = optionTable(version);
    const place = TABLES.indexOf(tableName(version));
    this.older = TABLES.slice(0, place).reverse().map(loadTable);
    this.newer = TABLES.slice(place + 1).map(loadTable);
  }

  /** The name after this one; null: none; undefined: it is right. */
  next(name: string): string | null | undefined {
    const byHand = OPTION_CHANGES.filter(({ from }) => isFrom(this.version, from))
      .reverse()
      .find(({ changed }) => Object.hasOwn(changed, name))?.changed[name];
    if (byHand !== undefined) return byHand;
    if (this.describes(name) || this.changesLater(name)) return undefined;
    for (const { changes } of [this.own, ...this.older]) {
      const change = changes[name];
      if (change !== undefined) return change[0];
    }
    return this.went(name) ? null : undefined;
  }

  /** What this version calls an option that a later one has under this name. */
  earlier(name: string): string | undefined {
    const later = Object.entries(this.own.changes).find(
      ([old, [today, since]]) => today === name && this.before(since) && !this.isGone(old),
    );
    if (later !== undefined) return later[0];
    if (this.describes(name)) return undefined;
    for (const { changes } of this.newer)
      for (const [old, [today]] of Object.entries(changes)) {
        if (today !== name) continue;
        if (this.describes(old)) return old;
        const before = this.earlier(old);
        if (before !== undefined) return before;
      }
    return undefined;
  }

  private describes = (name: string): boolean => this.own.options[name]?.about !== undefined;

  /** Airflow's own option, of an older release and no more of this one. A provider's may be in another version of it. */
  private went(name: string): boolean {
    if (OPTION_CHANGES.some(({ from, changed }) => Object.hasOwn(changed, name) && !isFrom(this.version, from)))
      return false;
    const section = name.slice(0, name.lastIndexOf("."));
    return this.older.some(
      ({ options, sections }) => options[name]?.about !== undefined && sections[section]?.provider === undefined,
    );
  }

  private changesLater(name: string): boolean {
    const change = this.own.changes[name];
    return change !== undefined && this.before(change[1]);
  }

  private isGone = (name: string): boolean => this.next(name) !== undefined;
  private before = (since: string): boolean => since !== "" && isOlder(this.text, since);
}
