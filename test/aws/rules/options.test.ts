import { DIGEST, said } from "../said";

test.each([
  [
    "what this target sets itself",
    [
      `airflow: { version: '3.3.2', image: "${DIGEST}", options: { logging: { remote_logging: false, remote_log_conn_id: x, delete_local_logs: true, encrypt_s3_logs: true, remote_base_log_folder: x } }, environment: { ECS_X: 1, AWS_REGION: eu, AWS_PROFILE: p }, connections: { airflow_cdktf_logs: { secret: a } } }`,
    ],
    [
      "airflow.options.logging.remote_logging: [logging] remote_logging is set by this target: the disk of a process goes with it, so logs of tasks are kept in a bucket of this stack; leave it out",
      "airflow.options.logging.remote_log_conn_id: [logging] remote_log_conn_id is set by this target: the disk of a process goes with it, so logs of tasks are kept in a bucket of this stack; leave it out",
      "airflow.options.logging.encrypt_s3_logs: [logging] encrypt_s3_logs is set by this target: the disk of a process goes with it, so logs of tasks are kept in a bucket of this stack; leave it out",
      "airflow.options.logging.remote_base_log_folder: [logging] remote_base_log_folder is set by this target: the disk of a process goes with it, so logs of tasks are kept in a bucket of this stack; leave it out",
      "airflow.environment.ECS_X: ECS sets this variable in every task; leave it out",
      "airflow.environment.AWS_REGION: this variable is set by this target; leave it out",
      "airflow.environment.AWS_PROFILE: a key takes the place of the rights that this file gives, also for logs; leave it out and write permissions: or assumeRoles:, or a connection for an account of others",
      "airflow.connections.airflow_cdktf_logs: this connection is the target's own, by which logs reach their bucket; take another id",
    ],
  ],
  [
    "host folders and the Docker socket",
    ["docker: { mounts: [] }", "workers: { main: { queues: [default], dockerSocket: { group: 999 } } }"],
    [
      'unknown key "docker"; nothing of a machine is mounted or published here; put files into the image, and DAGs into it or into a repository: airflow.dags.git',
      'workers.main: unknown key "dockerSocket"; a worker here is a container on a machine of AWS, which gives nobody its Docker socket; remove it',
    ],
  ],
  ["a mistyped key", ["netwrok: {}"], ['unknown key "netwrok"; did you mean "network"?']],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
