import { isFrom, type Version } from "../version";
import { OPTION_CHANGES } from "./option-changes";

/**
 * What a release calls an option: another name, null where the option is gone without a successor, undefined where
 * nothing is known against the name. Chains are followed: [scheduler] max_threads became parsing_processes, and later
 * moved to [dag_processor].
 */
export function todaysName(option: string, version: Version): string | null | undefined {
  const past = OPTION_CHANGES.filter(({ from }) => isFrom(version, from)).reverse();
  const future = OPTION_CHANGES.filter(({ from }) => !isFrom(version, from));
  const next = (name: string) => past.find(({ changed }) => Object.hasOwn(changed, name))?.changed[name];

  let name = next(option);
  while (typeof name === "string") {
    const later = next(name);
    if (later === undefined) return name;
    name = later;
  }
  return name === null ? null : future.find(({ arrived }) => Object.hasOwn(arrived, option))?.arrived[option];
}
