import type { Profile, Release } from "./release";
import { RELEASES } from "./release-profiles";

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** The release that new files name and that our runs are made with. */
export const DEFAULT_VERSION = "3.3.2";

/** Newest 3.x that the tables of this program were read from. */
const NEWEST_KNOWN_MINOR = 3;

/** `3.3.2`; anything but three numbers is undefined. */
export function parseVersion(text: string): Version | undefined {
  const numbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  const [major, minor, patch] = numbers ?? [];
  return major === undefined || minor === undefined || patch === undefined ? undefined : { major, minor, patch };
}

/** Whether a version belongs to a release, given as MAJOR.MINOR, or a newer one. */
export function isFrom(version: Version, release: string): boolean {
  const [major = 0, minor = 0] = release.split(".").map(Number);
  return version.major > major || (version.major === major && version.minor >= minor);
}

function profileOf({ major, minor }: Version): Profile | undefined {
  if (major === 2 && minor === 11) return "2.11";
  return major === 3 && minor >= 1 ? "3" : undefined;
}

/** What the tables say about a version as it stands in the file; undefined: not supported. */
export function releaseOf(version: string): Release | undefined {
  const parsed = parseVersion(version);
  const profile = parsed && profileOf(parsed);
  return profile && RELEASES[profile];
}

/** Whether the tables were read from this release or an older one. */
export const isKnown = ({ major, minor }: Version): boolean => major < 3 || minor <= NEWEST_KNOWN_MINOR;

/** Whether a version comes before another, by their numbers: 3.9.1 before 3.10.0. */
export const isOlder = (version: string, than: string): boolean =>
  version.localeCompare(than, "en", { numeric: true }) < 0;
