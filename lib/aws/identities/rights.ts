import type { Beside } from "../../airflow/workloads/besides";
import type { Role } from "../../airflow/workloads/roles";
import type { AwsFile, AwsPool } from "../settings/settings";

/** What a user lets the DAGs' own code do. */
export type UserRights = Pick<AwsPool, "permissions" | "assumeRoles">;

export interface TaskRights {
  readonly name: string;
  readonly role: Role | Beside;
  /** The pool's part of the file, of a worker. */
  readonly pool?: UserRights | undefined;
  /** ARN of the object with the files of the task. */
  readonly files: string;
  /** ARN of the bucket with the tasks' logs. */
  readonly logsBucket: string;
  /** ARN of the log group. */
  readonly logs: string;
}

/** Of the stack. */
export interface Around {
  readonly stack: string;
  readonly settings: AwsFile;
  /** ARN of the key that encrypts the buckets; undefined: AWS' own. */
  readonly key: string | undefined;
}
