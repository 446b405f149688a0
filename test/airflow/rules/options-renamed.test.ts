import { options } from "../../../lib/airflow/rules/options/options";
import type { Finding } from "../../../lib/deployment/words/finding";
import { deployment } from "./deployment";

type Sections = Parameters<typeof deployment>[0];
const table: readonly (readonly [what: string, sections: Sections, airflow: Sections, findings: readonly Finding[]])[] =
  [
    [
      "renamed or removed in 3.x",
      {},
      {
        options: {
          webserver: {
            default_ui_timezone: "utc",
            dag_default_view: "graph",
            page_size: "10",
            expose_config: "True",
            web_server_ssl_cert: "x",
          },
          scheduler: { dag_dir_list_interval: 60, max_threads: 2, catchup_by_default: "True" },
          celery: { default_queue: "default" },
        },
      },
      [
        {
          path: ["airflow", "options", "webserver", "default_ui_timezone"],
          message:
            "Airflow 3.3.2 has no option [webserver] default_ui_timezone, and none in its place; remove it: each person chooses the time zone in the UI, schedules follow airflow.timezone",
        },
        {
          path: ["airflow", "options", "webserver", "dag_default_view"],
          message: "Airflow 3.3.2 has no option [webserver] dag_default_view, and none in its place; remove it",
        },
        {
          path: ["airflow", "options", "webserver", "page_size"],
          message:
            "in Airflow 3.3.2 this option is called [api] fallback_page_limit: write airflow.options.api.fallback_page_limit",
        },
        {
          path: ["airflow", "options", "webserver", "expose_config"],
          message:
            "in Airflow 3.3.2 this option is called [api] expose_config: write airflow.options.api.expose_config",
        },
        {
          path: ["airflow", "options", "webserver", "web_server_ssl_cert"],
          message:
            "[webserver] web_server_ssl_cert is set by this program; leave it out: workers and health checks speak to the webserver inside; " +
            "put a proxy with TLS before it, and write webserver.baseUrl",
        },
        {
          path: ["airflow", "options", "scheduler", "dag_dir_list_interval"],
          message:
            "in Airflow 3.3.2 this option is called [dag_processor] refresh_interval: write airflow.options.dag_processor.refresh_interval",
        },
        {
          path: ["airflow", "options", "scheduler", "max_threads"],
          message:
            "in Airflow 3.3.2 this option is called [dag_processor] parsing_processes: write airflow.options.dag_processor.parsing_processes",
        },
        {
          path: ["airflow", "options", "celery", "default_queue"],
          message:
            "in Airflow 3.3.2 this option is called [operators] default_queue: write airflow.options.operators.default_queue",
        },
      ],
    ],
    [
      "older names on 2.11",
      {},
      {
        version: "2.11.2",
        options: {
          core: { remote_logging: "True" },
          webserver: { expose_config: "True" },
          scheduler: { dag_dir_list_interval: 60, max_threads: 2 },
        },
      },
      [
        {
          path: ["airflow", "options", "core", "remote_logging"],
          message:
            "in Airflow 2.11.2 this option is called [logging] remote_logging: write airflow.options.logging.remote_logging",
        },
        {
          path: ["airflow", "options", "scheduler", "max_threads"],
          message:
            "in Airflow 2.11.2 this option is called [scheduler] parsing_processes: write airflow.options.scheduler.parsing_processes",
        },
      ],
    ],
    [
      "names of 3.x on 2.11",
      {},
      {
        version: "2.11.2",
        options: { dag_processor: { refresh_interval: 60 }, api: { expose_config: "True", instance_name: "acme" } },
      },
      [
        {
          path: ["airflow", "options", "dag_processor", "refresh_interval"],
          message:
            "in Airflow 2.11.2 this option is called [scheduler] dag_dir_list_interval: write airflow.options.scheduler.dag_dir_list_interval",
        },
        {
          path: ["airflow", "options", "api", "expose_config"],
          message:
            "in Airflow 2.11.2 this option is called [webserver] expose_config: write airflow.options.webserver.expose_config",
        },
        {
          path: ["airflow", "options", "api", "instance_name"],
          message:
            "in Airflow 2.11.2 this option is called [webserver] instance_name: write airflow.options.webserver.instance_name",
        },
      ],
    ],
    [
      "names of 3.2 on 3.1",
      {},
      { version: "3.1.8", options: { scheduler: { ti_metrics_interval: 30 }, api: { page_size: 10 } } },
      [
        {
          path: ["airflow", "options", "scheduler", "ti_metrics_interval"],
          message:
            "in Airflow 3.1.8 this option is called [scheduler] running_metrics_interval: write airflow.options.scheduler.running_metrics_interval",
        },
      ],
    ],
  ];

test.each(table)("%s", (_, sections, airflow, findings) => {
  const file = deployment(sections, airflow);
  expect(options(file)).toEqual(findings);
});
