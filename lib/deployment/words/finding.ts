/** Keys and indexes that lead to a place in the file. */
export type Path = readonly (string | number)[];

/** What a rule says about a place in the file: the value it got and what to do. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /**
   * A notice is shown and the file goes on; a problem refuses it. A secret refuses it before any problem is shown,
   * because rules may repeat what the file says. Default: problem.
   */
  readonly kind?: "problem" | "notice" | "secret";
}
