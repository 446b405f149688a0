import type { Contents } from "./workloads/service";

/** Where something answers, known before it exists. `host` may be a token; `shownAs` never is. */
export interface Endpoint {
  readonly host: string;
  readonly port: string;
  readonly shownAs: string;
  /** Encrypted, and the server's certificate is checked. Undefined: in the clear. */
  readonly tls?: Tls;
}

/** How the server's certificate is checked. */
export interface Tls {
  /**
   * Who signs it: an authority of its own, which every process finds as a file, `placed` there by the target, see
   * DATABASE_CA and BROKER_CA. Unwritten: one of those that the image trusts.
   */
  readonly ca?: Contents | "placed";
  /** The name in it is another than the host's, so only an authority of the server alone proves it. Unwritten: checked. */
  readonly name?: false;
}

/** What a target cannot do, as numbers: checked against the file and printed in the review. */
export interface Limits {
  /** Longest stop that a replacement by the target itself waits for, in seconds. */
  readonly drainSeconds: number;
  /** Whether files of the machine that deploys can be mounted. */
  readonly hostFiles: boolean;
  /** Whether a process's disk outlives the process, so that logs need no remote store. */
  readonly diskSurvives: boolean;
  /** Seconds from the end of a webserver until the next one begins to start, at most. */
  readonly replaceSeconds: number;
}
