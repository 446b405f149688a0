import type { Service } from "../../lib/airflow/service";
import { line } from "../../lib/deployment/problem";
import { readDeployment } from "../../lib/deployment/read";
import { targets } from "../../stacks/targets";
import { airflow } from "../support/aws-deployed";
import { PROJECT } from "../support/docker";
import { inApp } from "../support/terraform-json";

/** What runs, in words that every target takes. */
const NEUTRAL = [
  airflow(
    "dags: { image: /opt/airflow/dags }",
    "timezone: Asia/Seoul",
    "maxTaskDuration: 30m",
    "options: { core: { parallelism: 64 }, sentry: { sentry_dsn: { secret: sentry } } }",
    "environment: { STAGE: test, TOKEN: { secret: token } }",
    "slotPools: { api: { slots: 2 } }",
  ),
  'webserver: { baseUrl: "https://airflow.example.com", replicas: 2 }',
  "scheduler: { replicas: 2, cpu: 1, memory: 4GiB }",
  "flower: { username: ops }",
  "keys: { fernet: [2, 1] }",
  "workers: { main: { queues: [default, mail] }, slow: { queues: [slow], concurrency: 4, replicas: 2, cpu: 1, memory: 4GiB, environment: { STAGE: slow } } }",
];

/** What each target must be told besides. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  docker: [],
  "aws-ecs": [
    'account: "123456789012"',
    "region: eu-central-1",
    "state: { bucket: acme-terraform-state }",
    "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24] }",
  ],
};

function servicesOn(target: string): readonly Service[] {
  const text = [`target: ${target}`, ...NEUTRAL, ...(OWN[target] ?? [])].join("\n");
  const result = readDeployment({ path: "configs/acme.yaml", text }, targets);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return inApp((app) => targets[target]?.stack(app, "acme", { ...result, root: PROJECT }).airflow.services ?? []);
}

const [docker, aws] = [servicesOn("docker"), servicesOn("aws-ecs")];

/** Where processes and stores are, and whom they trust: the only variables that a target changes. */
const PLACES = [
  "AIRFLOW__CORE__HOSTNAME_CALLABLE",
  "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
  "AIRFLOW__LOGGING__REMOTE_LOGGING",
  "AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER",
  "AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID",
  "AIRFLOW_CONN_AIRFLOW_CDKTF_LOGS",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "PGSSLROOTCERT",
];
const DATABASE_CA = "/opt/airflow-cdktf/database-ca.pem";

/** Everything but where: hosts in a secret text are the target's, its secrets and their order are not. */
const withoutPlaces = ({ plain, secret, files, ...rest }: Service) => ({
  ...rest,
  plain: Object.fromEntries(Object.entries(plain).filter(([name]) => !PLACES.includes(name))),
  secret: Object.fromEntries(
    Object.entries(secret).map(([name, text]) => [name, text.filter((part) => typeof part !== "string")]),
  ),
  files: files.filter(({ target }) => target !== DATABASE_CA),
});

test("the same words make the same services on every target", () => {
  expect(Object.keys(OWN).sort()).toEqual(Object.keys(targets).sort());
  expect(docker.map(({ name }) => name)).toEqual(aws.map(({ name }) => name));
});

test.each(docker.map((service, index) => [service.name, index] as const))(
  "%s is the same but for where it runs",
  (_, index) => {
    const [here, there] = [docker[index], aws[index]];
    if (here === undefined || there === undefined) throw new Error("a service is missing");
    expect(withoutPlaces(there)).toEqual(withoutPlaces(here));
  },
);

test("those variables are really the ones that differ", () => {
  const scheduler = (services: readonly Service[]) => services.find(({ role }) => role === "scheduler")?.plain ?? {};
  const differ = PLACES.filter((name) => scheduler(docker)[name] !== scheduler(aws)[name]);
  expect(differ).toEqual(PLACES.filter((name) => scheduler(aws)[name] !== undefined));
  expect(differ.length).toBeGreaterThan(6);
});
