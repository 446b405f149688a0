import { factsOf, isRole } from "../../airflow/workloads/roles";
import { through } from "./arn";
import type { Around, TaskRights } from "./rights";
import { allow, type Statement } from "./statement";

/** Folder of the bucket with the tasks' logs, see storage.ts. */
const LOGS = "logs/*";

/**
 * Who touches the logs of tasks, read in S3RemoteLogIO of 2.11.2 and 3.3.2 and its callers: the webserver shows them;
 * workers and the triggerer write them, and read them first to append to what a deferral or an earlier start left. The
 * scheduler and the dag-processor keep theirs on disk.
 */
const writesLogs = (role: string): boolean => isRole(role) && factsOf(role).dags === "runs";
const readsLogs = (role: string): boolean => role === "webserver" || writesLogs(role);

/** Its files, the logs of tasks, and the key of both. */
export function storage({ settings, key }: Around, { role, files, logsBucket }: TaskRights): readonly Statement[] {
  const reads = readsLogs(role);
  const writes = writesLogs(role);
  const uses = ["kms:Decrypt", ...(writes ? ["kms:GenerateDataKey"] : [])];
  return [
    allow("Files", ["s3:GetObject", "s3:GetObjectVersion"], [files]),
    ...(reads
      ? [
          // Without it S3 answers 403 instead of 404 for a log that is not there yet. On the whole bucket, which holds
          // nothing else: a question for one object names no prefix that a condition could ask for.
          allow("LogList", ["s3:ListBucket"], [logsBucket]),
          allow("LogRead", ["s3:GetObject"], [`${logsBucket}/${LOGS}`]),
        ]
      : []),
    ...(writes ? [allow("LogWrite", ["s3:AbortMultipartUpload", "s3:PutObject"], [`${logsBucket}/${LOGS}`])] : []),
    ...(key === undefined ? [] : [allow("BucketKey", uses, [key], through(settings, "s3"))]),
  ];
}
