import type { At } from "../model";

/** Something that is different when the new file is deployed in place of the old one. */
export interface Change {
  readonly stack: string;
  /** What it is about, by its name: `gpu`, `8080`. */
  readonly subject: string;
  /** One sentence with the subject in it, without a stop. */
  readonly words: string;
  /** As of a risk; `plain`: it is what the file says and nothing to worry about. */
  readonly level: "danger" | "notice" | "plain";
  readonly kind: Kind;
  /** Line of the new file; of what is gone there is none. */
  readonly at?: At;
}

/** In the order in which changes of one level are told. */
export const KINDS = [
  "stack",
  "risk",
  "release",
  "summary",
  "queue",
  "pool",
  "process",
  "port",
  "secret",
  "connections",
  "destroy",
] as const;

export type Kind = (typeof KINDS)[number];

/** A change of one stack, before its name is added. */
export type Found = Omit<Change, "stack">;

/** A change of one kind; `plain` where no level is said. */
export const found =
  (kind: Kind) =>
  (subject: string, words: string, at?: At, level: Change["level"] = "plain"): Found => ({
    kind,
    subject,
    words,
    level,
    ...(at === undefined ? {} : { at }),
  });
