import { Construct } from "constructs";
import { DAY_SECONDS } from "../../deployment/usual";
import type { Place } from "../words/place";
import { Bucket } from "./bucket";

/** The bucket with the tasks' logs. */
export interface LogsBucket extends Pick<Bucket, "bucket" | "made"> {
  /** As Airflow takes it: `gs://BUCKET/logs`. Never a token. */
  readonly folder: string;
}

/** Two buckets, so that each has its own rights and its own end: every task writes logs, only the master dumps. */
export class Storage extends Construct {
  readonly logs: LogsBucket;
  readonly backups: Pick<Bucket, "bucket" | "made">;

  constructor(scope: Construct, id: string, place: Pick<Place, "stack" | "settings" | "after">) {
    super(scope, id);
    const { logs, backups } = place.settings;
    const { bucket, made } = new Bucket(this, "logs", place, { what: "logs", days: logs.tasks / DAY_SECONDS });
    this.logs = { bucket, made, folder: `gs://${bucket}/logs` };
    this.backups = new Bucket(this, "backups", place, { what: "backups", days: backups.keep / DAY_SECONDS });
  }
}
