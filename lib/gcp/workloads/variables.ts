import { LOG_CONNECTION } from "../../airflow/derived/owned-options";
import { byOption } from "../../airflow/environment/option";
import { BUCKET_CONNECTION } from "../../airflow/files/dags";
import type { Release } from "../../airflow/releases/release";
import type { GcpFile } from "../settings/settings";

/** A connection of Google's without a key: the machine's own identity. */
const MACHINE_IDENTITY = "google-cloud-platform://";

export interface VariableProps {
  readonly settings: Pick<GcpFile, "project" | "access">;
  /** Folder of the finished logs, `gs://BUCKET/FOLDER`. */
  readonly logs: string;
  /** Whether the DAGs lie in a bucket. */
  readonly dagsFromBucket: boolean;
  /** Undefined: of a version that the rules refuse. */
  readonly release: Release | undefined;
}

/** Google's load balancer adds the caller's address and its own. Source: Cloud Load Balancing, "X-Forwarded-For header". */
const WORDS = "2";

/**
 * What only this target knows. Containers have the machine's own network, so a process is found by the machine's
 * address. Finished logs go to the bucket; the local copy goes then, because a task that is resumed on the same machine
 * would send it once more: the bucket's copy is read, and what lies here is put behind it (GCSRemoteLogIO of 3.3.2,
 * GCSTaskHandler of 2.11.2).
 */
export const variables = ({
  settings,
  logs,
  dagsFromBucket,
  release,
}: VariableProps): Readonly<Record<string, string>> => ({
  AIRFLOW__CORE__HOSTNAME_CALLABLE: "airflow.utils.net.get_host_ip_address",
  AIRFLOW__LOGGING__REMOTE_LOGGING: "True",
  AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER: logs,
  AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID: LOG_CONNECTION,
  AIRFLOW__LOGGING__DELETE_LOCAL_LOGS: "True",
  ...connection(LOG_CONNECTION),
  ...(dagsFromBucket ? connection(BUCKET_CONNECTION) : {}),
  ...(settings.access.domain === undefined || release === undefined
    ? {}
    : byOption({ [release.options.proxies]: WORDS })),
  GOOGLE_CLOUD_PROJECT: settings.project,
});

const connection = (id: string) => ({ [`AIRFLOW_CONN_${id.toUpperCase()}`]: MACHINE_IDENTITY });
