import { Construct } from "constructs";
import { DAY_SECONDS } from "../../deployment/usual";
import type { Place } from "../words/place";
import { Bucket } from "./bucket";

/** Days for which a deleted log can be had back. */
const OLD_LOGS_DAYS = 7;

/** Days for which a task definition that was replaced still finds its files, for a rollback. */
const OLD_FILES_DAYS = 90;

/** The bucket with the tasks' logs. */
export interface LogsBucket extends Pick<Bucket, "name" | "arn"> {
  /** As Airflow takes it: `s3://BUCKET/logs`. */
  readonly folder: string;
}

/**
 * Two buckets, so that each has its own rights and its own end: tasks write logs, which go with age; nobody but
 * Terraform writes the processes' files, which stay as long as they are in use.
 */
export class Storage extends Construct {
  readonly logs: LogsBucket;
  /** Files of the processes, by version. */
  readonly files: Pick<Bucket, "name" | "arn">;

  constructor(scope: Construct, id: string, place: Pick<Place, "stack" | "settings" | "encryption">) {
    super(scope, id);
    const { name, arn } = new Bucket(this, "logs", place, {
      what: "logs",
      days: place.settings.logs.tasks / DAY_SECONDS,
      oldDays: OLD_LOGS_DAYS,
    });
    this.logs = { name, arn, folder: `s3://${name}/logs` };
    this.files = new Bucket(this, "files", place, { what: "files", oldDays: OLD_FILES_DAYS });
  }
}
