import type { Service } from "../../lib/airflow/workloads/service";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { airflow } from "../support/aws-deployed";
import { PROJECT } from "../support/docker";
import { inApp } from "../support/terraform-json";

/** What runs, in words that every target takes. */
const neutral = (replicas: number): readonly string[] => [
  airflow(
    "dags: { image: /opt/airflow/dags }",
    "timezone: Asia/Seoul",
    "maxTaskDuration: 30m",
    "options: { core: { parallelism: 64 }, sentry: { sentry_dsn: { secret: sentry } } }",
    "environment: { STAGE: test, TOKEN: { secret: token } }",
    "slotPools: { api: { slots: 2 } }",
  ),
  `webserver: { baseUrl: "https://airflow.example.com", replicas: ${replicas} }`,
  `scheduler: { replicas: ${replicas}, cpu: 1, memory: 4GiB }`,
  "flower: { username: ops }",
  "keys: { fernet: [2, 1] }",
  "workers: { main: { queues: [default, mail] }, slow: { queues: [slow], concurrency: 4, replicas: 2, cpu: 1, memory: 4GiB, environment: { STAGE: slow } } }",
];

interface Told {
  /** What the target must be told besides. */
  readonly own: readonly string[];
  /** Webservers and schedulers; one where one machine has them. */
  readonly replicas: number;
}

const TOLD: Readonly<Record<string, Told>> = {
  docker: { own: [], replicas: 2 },
  "aws-ecs": {
    own: [
      'account: "123456789012"',
      "region: eu-central-1",
      "state: { bucket: acme-terraform-state }",
      "loadBalancer: { zone: Z0123456789ABC, allow: [203.0.113.0/24] }",
    ],
    replicas: 2,
  },
  "gcp-vms": {
    own: [
      "project: acme-data",
      "zone: europe-west3-a",
      "state: { bucket: acme-terraform-state }",
      "access: { domain: airflow.example.com }",
    ],
    replicas: 1,
  },
};

function servicesOn(target: string, replicas: number): readonly Service[] {
  const text = [`target: ${target}`, ...neutral(replicas), ...(TOLD[target]?.own ?? [])].join("\n");
  const result = readDeployment({ path: "configs/acme.yaml", text }, targets);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return inApp((app) => targets[target]?.stack(app, "acme", { ...result, root: PROJECT }).airflow.services ?? []);
}

/** The same words on Docker and on another target. */
const pairs = Object.entries(TOLD)
  .filter(([target]) => target !== "docker")
  .map(([target, { replicas }]) => ({
    target,
    here: servicesOn("docker", replicas),
    there: servicesOn(target, replicas),
  }));

/** Where processes, stores and logs are, and whom they trust: the only variables that a target changes. */
const PLACES = [
  "AIRFLOW__CORE__HOSTNAME_CALLABLE",
  "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
  // How many proxies stand before people's port.
  "AIRFLOW__FAB__PROXY_FIX_X_FOR",
  "AIRFLOW__LOGGING__DELETE_LOCAL_LOGS",
  "AIRFLOW__LOGGING__REMOTE_LOGGING",
  "AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER",
  "AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID",
  "AIRFLOW_CDKTF_CALLERS",
  "AIRFLOW_CDKTF_DIRECT",
  "AIRFLOW_CONN_AIRFLOW_CDKTF_LOGS",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "GOOGLE_CLOUD_PROJECT",
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
  expect(Object.keys(TOLD).sort()).toEqual(Object.keys(targets).sort());
  for (const { here, there } of pairs) {
    expect(there.map(({ name }) => name)).toEqual(here.map(({ name }) => name));
    expect(here.length).toBeGreaterThan(6);
  }
});

test.each(
  pairs.flatMap(({ target, here }, pair) => here.map(({ name }, index) => [target, name, pair, index] as const)),
)("on %s %s is the same as on Docker but for where it runs", (_, __, pair, index) => {
  const [here, there] = [pairs[pair]?.here[index], pairs[pair]?.there[index]];
  if (here === undefined || there === undefined) throw new Error("a service is missing");
  expect(withoutPlaces(there)).toEqual(withoutPlaces(here));
});

test.each(pairs.map(({ target, here, there }) => [target, here, there] as const))(
  "those variables are really the ones that differ on %s",
  (_, here, there) => {
    const scheduler = (services: readonly Service[]) => services.find(({ role }) => role === "scheduler")?.plain ?? {};
    const differ = PLACES.filter((name) => scheduler(here)[name] !== scheduler(there)[name]);
    expect(differ).toEqual(PLACES.filter((name) => scheduler(there)[name] !== undefined));
    expect(differ.length).toBeGreaterThan(6);
  },
);
