import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";

/** A time zone that Airflow knows too: an IANA name in its own spelling. */
export function timezone({ airflow }: Deployment): readonly Finding[] {
  const name = airflow.timezone;
  if (name === "utc" || name === "UTC") return [];
  const hint = zoneHint(name);
  if (hint === undefined) return [];
  const otherwise = hint === EXAMPLE ? `${EXAMPLE}, or utc` : hint;
  return [{ path: ["airflow", "timezone"], message: `no time zone is called "${name}"; write ${otherwise}` }];
}

const EXAMPLE = "an IANA name such as Asia/Seoul";

/** What to write in place of a name that is no time zone's; undefined: it is one's. */
export function zoneHint(name: string): string | undefined {
  const spelled = Intl.supportedValuesOf("timeZone").find((known) => known.toLowerCase() === name.toLowerCase());
  if (spelled === name || (spelled === undefined && isAlias(name))) return undefined;
  return spelled ?? EXAMPLE;
}

/** Older names such as Asia/Calcutta are known to Intl, yet not listed; offsets such as +09:00 are no names. */
function isAlias(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
