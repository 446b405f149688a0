import { airflow, pool, said } from "../said";

test.each([
  [
    "logs that stay where they are",
    [
      airflow(
        "options: { logging: { remote_logging: 'False', delete_local_logs: 'False', remote_base_log_folder: /x, remote_log_conn_id: x } }",
      ),
      pool("replicas: { min: 1, max: 3 }"),
    ],
    [
      "airflow.options.logging.remote_logging: [logging] remote_logging is set by this target: a machine of a pool goes with its disk, so logs of tasks are kept in a bucket of this stack; leave it out",
      "airflow.options.logging.delete_local_logs: [logging] delete_local_logs is set by this target: a machine of a pool goes with its disk, so logs of tasks are kept in a bucket of this stack; leave it out",
      "airflow.options.logging.remote_base_log_folder: [logging] remote_base_log_folder is set by this target: a machine of a pool goes with its disk, so logs of tasks are kept in a bucket of this stack; leave it out",
      "airflow.options.logging.remote_log_conn_id: [logging] remote_log_conn_id is set by this target: a machine of a pool goes with its disk, so logs of tasks are kept in a bucket of this stack; leave it out",
    ],
  ],
  [
    "a key of an account",
    [
      airflow(
        "options: { logging: { google_key_path: /key.json } }, environment: { GOOGLE_APPLICATION_CREDENTIALS: /key.json }",
      ),
    ],
    [
      "airflow.options.logging.google_key_path: a key takes the place of the rights that this file gives, also for logs; leave it out and write roles:, or a connection for a project of others",
      "airflow.environment.GOOGLE_APPLICATION_CREDENTIALS: a key takes the place of the rights that this file gives, also for logs; leave it out and write roles:, or a connection for a project of others",
    ],
  ],
  [
    "a key of an account in a pool",
    [pool("environment: { GOOGLE_APPLICATION_CREDENTIALS: /key.json, GCE_METADATA_HOST: example.com }")],
    [
      "workers.main.environment.GOOGLE_APPLICATION_CREDENTIALS: a key takes the place of the rights that this file gives, also for logs; leave it out and write roles:, or a connection for a project of others",
      "workers.main.environment.GCE_METADATA_HOST: by this variable a process would not find the machine's own identity; leave it out",
    ],
  ],
  ["a project of its own", [airflow("environment: { GOOGLE_CLOUD_PROJECT: other }")], []],
  [
    "a connection that is the target's",
    [airflow("connections: { AIRFLOW_cdktf_logs: { secret: x } }")],
    [
      "airflow.connections.AIRFLOW_cdktf_logs: this connection is the target's own, by which logs reach their bucket; take another id",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
