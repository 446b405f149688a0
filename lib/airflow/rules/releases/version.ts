import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { DEFAULT_VERSION, isKnown, parseVersion, releaseOf } from "../../releases/version";

const path = ["airflow", "version"];
const SUPPORTED = `supported: 3.1 and newer 3.x, and 2.11.x. Write version: "${DEFAULT_VERSION}"`;

/** Only releases that the tables describe; a newer 3.x is tried with what is known of the last one. */
export function version({ airflow }: Deployment): readonly Finding[] {
  const parsed = parseVersion(airflow.version);
  if (parsed === undefined)
    return [
      { path, message: `expected three numbers such as ${DEFAULT_VERSION}, got "${airflow.version}"; ${SUPPORTED}` },
    ];
  if (releaseOf(airflow.version) === undefined)
    return [{ path, message: `Airflow ${airflow.version} is not supported; ${SUPPORTED}` }];
  if (parsed.major === 2) return [notice(OUT_OF_SUPPORT)];
  return isKnown(parsed) ? [] : [notice(`Airflow ${airflow.version} ${NEWER}`)];
}

const notice = (message: string): Finding => ({ path, message, kind: "notice" });
const OUT_OF_SUPPORT =
  "Airflow 2.x is out of support since 2026-04-22: it gets no security fixes. Plan the upgrade to 3.x";
const NEWER =
  "is newer than the releases this program knows (up to 3.3.x). It is deployed as 3.3, and its options are read as those of 3.4.0b2";
