import { LOG_CONNECTION } from "../../airflow/derived/owned-options";
import type { Storage } from "../data/storage";
import type { AwsFile } from "../settings/settings";

/**
 * What only this target knows. A process is found by its address: the name of a Fargate task resolves nowhere but in
 * itself. Logs go to the bucket, because a task's disk goes with it.
 */
export const variables = ({ region }: AwsFile, { logs }: Storage): Readonly<Record<string, string>> => ({
  AIRFLOW__CORE__HOSTNAME_CALLABLE: "airflow.utils.net.get_host_ip_address",
  AIRFLOW__LOGGING__REMOTE_LOGGING: "True",
  AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER: logs.folder,
  AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID: LOG_CONNECTION,
  [`AIRFLOW_CONN_${LOG_CONNECTION.toUpperCase()}`]: `aws://?region_name=${region}`,
  AWS_DEFAULT_REGION: region,
  AWS_REGION: region,
});
