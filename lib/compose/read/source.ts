import type { Lookup } from "./interpolate";

/** The little of a disk that an import looks at. Paths are absolute. */
export interface Disk {
  text(path: string): string | undefined;
  /** Why there is no text, in words that follow the path. */
  why(path: string): string;
  exists(path: string): boolean;
}

/** Where a compose file is read, and what its variables are. */
export interface Source {
  /** Absolute. */
  readonly path: string;
  /** As people type it. */
  readonly shownAs: string;
  readonly disk: Disk;
  readonly lookup: Lookup;
  readonly profiles: readonly string[];
}
