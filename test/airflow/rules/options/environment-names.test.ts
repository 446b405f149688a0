import { environmentNames } from "../../../../lib/airflow/rules/options/environment-names";
import type { Finding } from "../../../../lib/deployment/words/finding";
import { deployment } from "../deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    ["names that belong to nobody", {}, { environment: { PYTHONPATH: "/x", AIRFLOW_CTX: "1", TZ: "UTC" } }, []],
    [
      "names with a place of their own",
      {},
      {
        environment: {
          AIRFLOW__CORE__PARALLELISM: "64",
          AIRFLOW__SMTP__SMTP_HOST_CMD: "x",
          AIRFLOW__API_AUTH__JWT_SECRET: "x",
          airflow_conn_my_db: "x",
          AIRFLOW_VAR_LIMIT: "1",
          AIRFLOW_CDKTF_QUEUES: "x",
          AIRFLOW_CONFIG: "/x",
          AIRFLOW_HOME: "/y",
          _PIP_ADDITIONAL_REQUIREMENTS: "pandas",
          _AIRFLOW_DB_MIGRATE: "1",
          DUMB_INIT_SETSID: "1",
        },
      },
      [
        {
          path: ["airflow", "environment", "AIRFLOW__CORE__PARALLELISM"],
          message: "an option of Airflow goes to airflow.options: write airflow.options.core.parallelism",
        },
        {
          path: ["airflow", "environment", "AIRFLOW__SMTP__SMTP_HOST_CMD"],
          message: "an option of Airflow goes to airflow.options.smtp.smtp_host: { secret: NAME } or { file: PATH }",
        },
        {
          path: ["airflow", "environment", "AIRFLOW__API_AUTH__JWT_SECRET"],
          message: "this variable is set by this program; write the number of its generation under keys.jwt",
        },
        {
          path: ["airflow", "environment", "airflow_conn_my_db"],
          message: "a connection goes to airflow.connections: write my_db: { secret: NAME } there",
        },
        {
          path: ["airflow", "environment", "AIRFLOW_VAR_LIMIT"],
          message: "a variable of Airflow goes to airflow.variables: write limit there",
        },
        {
          path: ["airflow", "environment", "AIRFLOW_CDKTF_QUEUES"],
          message: "names that begin with AIRFLOW_CDKTF_ are used by this program; take another one",
        },
        {
          path: ["airflow", "environment", "AIRFLOW_CONFIG"],
          message: "options go to airflow.options; a configuration file of your own would hide what this program sets",
        },
        {
          path: ["airflow", "environment", "AIRFLOW_HOME"],
          message: "the folder of Airflow is the image's /opt/airflow; leave it out",
        },
        {
          path: ["airflow", "environment", "_PIP_ADDITIONAL_REQUIREMENTS"],
          message: "packages are installed when the image is built: write airflow.image.build.requirements",
        },
        {
          path: ["airflow", "environment", "_AIRFLOW_DB_MIGRATE"],
          message: "the database and the admin are made by this program; leave it out and see airflow.admin",
        },
        {
          path: ["airflow", "environment", "DUMB_INIT_SETSID"],
          message: "this variable is set by this program; leave it out",
        },
      ],
    ],
    [
      "what would lead people, or the plugin that keeps them from the execution API, elsewhere",
      { workers: { main: { queues: ["default"], environment: { PYTHONPATH: { secret: "x" } } } } },
      {
        environment: {
          AIRFLOW__CORE__PLUGINS_FOLDER: "/x",
          AIRFLOW__API__PORT: "8795",
          FORWARDED_ALLOW_IPS: "*",
          GUNICORN_CMD_ARGS: "--bind 0.0.0.0:8795",
          AIRFLOW_API_APPS: "core",
          AIRFLOW_CDKTF_CALLERS: "0.0.0.0/0",
          PYTHONHOME: "/x",
          PYTHONPATH: { secret: "x" },
        },
      },
      [
        {
          path: ["airflow", "environment", "AIRFLOW__CORE__PLUGINS_FOLDER"],
          message: "this variable is set by this program; write airflow.files.plugins",
        },
        {
          path: ["airflow", "environment", "AIRFLOW__API__PORT"],
          message: "this variable is set by this program; write webserver.port",
        },
        ...["FORWARDED_ALLOW_IPS", "GUNICORN_CMD_ARGS", "AIRFLOW_API_APPS"].map((name) => ({
          path: ["airflow", "environment", name],
          message: "the webserver's ports and whom it believes are set by this program; leave it out",
        })),
        {
          path: ["airflow", "environment", "AIRFLOW_CDKTF_CALLERS"],
          message: "names that begin with AIRFLOW_CDKTF_ are used by this program; take another one",
        },
        {
          path: ["airflow", "environment", "PYTHONHOME"],
          message: "the Python of the image is the one that runs; leave it out",
        },
        { path: ["airflow", "environment", "PYTHONPATH"], message: "folders are no secret: write them as text" },
        {
          path: ["workers", "main", "environment", "PYTHONPATH"],
          message: "folders are no secret: write them as text",
        },
      ],
    ],
    [
      "of one pool",
      { workers: { main: { queues: ["default"], environment: { AIRFLOW__CELERY__WORKER_CONCURRENCY: "4" } } } },
      {},
      [
        {
          path: ["workers", "main", "environment", "AIRFLOW__CELERY__WORKER_CONCURRENCY"],
          message: "this variable is set by this program; write workers.POOL.concurrency",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(environmentNames(file)).toEqual(findings);
});
