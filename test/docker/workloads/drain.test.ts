// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";

const WORKERS = POOL.replace("default]", "default], replicas: 2, maxTaskDuration: 10m");
const json = deployed(airflow(), WORKERS, "webserver: { replicas: 2 }");
const drains = (of: typeof json) =>
  Object.entries(of.resource["terraform_data"] ?? {}).filter(([name]) => name.endsWith("-drained"));

test("each worker is stopped by what depends on it and on the webservers, so before either of them goes", () => {
  const drain = (worker: string) => [
    `${worker}-drained`,
    {
      triggers_replace: { container: `\${docker_container.${worker}.id}` },
      // Ten minutes, one for the task's end, and room to leave: from the state, as the container was made.
      input: { container: `\${docker_container.${worker}.id}`, seconds: 675 },
      depends_on: ["docker_container.webserver-1", "docker_container.webserver-2"],
      provisioner: [
        {
          "local-exec": {
            when: "destroy",
            command: "docker stop -t ${self.input.seconds} ${self.input.container} || exit 0",
          },
        },
      ],
    },
  ];
  expect(drains(json)).toEqual([drain("worker-main-1"), drain("worker-main-2")]);
});

test("the container's own grace is no shorter", () => {
  expect(containerOf(json, "worker-main-1")).toMatchObject({ destroy_grace_seconds: 675, stop_timeout: 675 });
});

test("with LocalExecutor it is the scheduler that is waited for", () => {
  const local = deployed(airflow("executor: LocalExecutor"), "scheduler: { replicas: 2 }");
  expect(drains(local).map(([name]) => name)).toEqual(["scheduler-1-drained", "scheduler-2-drained"]);
});
