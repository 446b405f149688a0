import { stringify } from "yaml";
import type { z } from "zod";
import type { shape as aws } from "../../lib/aws/settings/settings";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import type { shape as docker } from "../../lib/docker/settings/settings";
import type { shape as gcp } from "../../lib/gcp/settings/settings";
import { targets } from "../../stacks/targets";

const DIGEST = `registry.test/airflow@sha256:${"0".repeat(64)}`;
const workers = { main: { queues: ["default"] } };

/** Files as a program writes them: the compiler knows each key, and what may be left out. */
const FILES: Readonly<{
  docker: z.input<typeof docker.schema>;
  "aws-ecs": z.input<typeof aws.schema>;
  "gcp-vms": z.input<typeof gcp.schema>;
}> = {
  docker: {
    target: "docker",
    airflow: { version: "3.3.2", maxTaskDuration: "45m", environment: { TOKEN: { secret: "token" } } },
    workers: { main: { queues: ["default"], memory: "2GiB", replicas: 2, dockerSocket: { group: 999 } } },
    docker: { bindAddress: "127.0.0.1" },
  },
  "aws-ecs": {
    target: "aws-ecs",
    account: "123456789012",
    region: "eu-central-1",
    state: { bucket: "acme-terraform-state" },
    airflow: { version: "3.3.2", image: DIGEST },
    webserver: { baseUrl: "https://airflow.example.com" },
    loadBalancer: { zone: "Z0123456789ABC", allow: ["203.0.113.0/24"] },
    workers: { main: { queues: ["default"], spot: { tasksMayRestart: true, onDemand: 1 } } },
  },
  "gcp-vms": {
    target: "gcp-vms",
    project: "acme-data",
    zone: "europe-west3-a",
    state: { bucket: "acme-terraform-state" },
    airflow: { version: "3.3.2", image: DIGEST },
    webserver: { baseUrl: "http://localhost:8080" },
    workers,
  },
};

test.each(Object.entries(FILES))("a program's file of %s is taken as a person's", (target, file) => {
  const result = readDeployment({ path: "configs/acme.yaml", text: stringify(file) }, targets);
  expect(result.ok ? [] : result.problems.map(line)).toEqual([]);
  expect(result).toMatchObject({ target, deployment: { target, workers: { main: { queues: ["default"] } } } });
});

test("the compiler refuses a key that the target has not, and a value of another kind", () => {
  const wrong: z.input<typeof docker.schema> = {
    target: "docker",
    airflow: { version: "3.3.2" },
    // @ts-expect-error of AWS
    region: "eu-central-1",
  };
  // @ts-expect-error no number
  const flower: z.input<typeof docker.schema>["flower"] = { port: "5555" };
  const result = readDeployment({ path: "configs/acme.yaml", text: stringify({ ...wrong, flower, workers }) }, targets);
  expect(result.ok ? [] : result.problems.map(line)).toEqual([
    'configs/acme.yaml:4:1 unknown key "region"; known: target, extends, airflow, webserver, scheduler, dagProcessor, triggerer, flower, metadataDatabase, broker, keys, proxy, workers, docker',
    'configs/acme.yaml:6:9 flower.port: expected a whole number, got "5555"; write 5555',
  ]);
});
