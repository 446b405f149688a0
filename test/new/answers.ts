import {
  type Answers,
  type BrokerAnswer,
  type DatabaseAnswer,
  DEFAULT_POOL,
  type PoolAnswer,
} from "../../lib/new/answers";
import { PLACES } from "../../lib/new/places";

/** What only a person knows who deploys to a cloud. */
export const CLOUD = {
  account: "012345678901",
  region: "eu-central-1",
  stateBucket: "acme-state",
  baseUrl: "https://airflow.example.com",
  entrance: { zone: "Z0123456789ABC" },
  allow: ["203.0.113.0/24", "198.51.100.7/32"],
} as const;

/** The same for Google Cloud. */
export const GCP = {
  project: "acme-data",
  zone: "europe-west3-a",
  stateBucket: "acme-state",
  image: `europe-west3-docker.pkg.dev/acme-data/airflow/airflow@sha256:${"0".repeat(64)}`,
} as const;

/** What Enter all the way gives. */
export const DEFAULTS: Answers = {
  target: "docker",
  stack: "acme",
  version: "3.3.2",
  executor: "CeleryExecutor",
  pools: [DEFAULT_POOL],
  dags: { from: "folder", path: "./examples/dags" },
  gitSyncImage: undefined,
  database: "own",
  broker: "own",
  port: "8080",
  flower: false,
  longestTask: undefined,
};

export const GPU: PoolAnswer = { name: "gpu", queues: ["gpu", "training"], concurrency: "8", replicas: "2" };

export const POSTGRES: DatabaseAnswer = {
  engine: "postgres",
  host: "db.example.com",
  port: "6432",
  name: "meta",
  user: "acme",
  secret: "airflow-database",
};

export const REDIS: BrokerAnswer = {
  host: "redis.example.com",
  port: "6379",
  database: "1",
  user: "acme",
  secret: "airflow-broker",
  tls: true,
};

export const GIT = { from: "git", url: "https://example.com/acme/dags.git", ref: "main" } as const;

/** Files that together have every comment. */
export const VARIANTS: [string, Answers][] = [
  ["the defaults", DEFAULTS],
  ["LocalExecutor, a port of its own", { ...DEFAULTS, executor: "LocalExecutor", pools: [], port: "9090" }],
  [
    "2.11, git, two pools, Flower",
    {
      ...DEFAULTS,
      version: "2.11.2",
      gitSyncImage: "git-sync:v4.4.2",
      dags: GIT,
      pools: [...DEFAULTS.pools, GPU],
      flower: "5555",
    },
  ],
  [
    "existing servers",
    {
      ...DEFAULTS,
      database: { ...POSTGRES, name: "airflow", port: undefined },
      broker: { ...REDIS, secret: undefined, database: "0", tls: false },
    },
  ],
  [
    "MySQL, DAGs inside the image",
    {
      ...DEFAULTS,
      database: { ...POSTGRES, engine: "mysql", port: undefined },
      dags: { from: "image", path: "/opt/dags" },
    },
  ],
];

/** One of each choice that changes which sections and comments there are. */
const CHOICES = {
  version: [{ version: "3.3.2" }, { version: "2.11.2" }],
  executor: [{}, { pools: [DEFAULT_POOL, GPU], flower: "5555" }, { executor: "LocalExecutor", pools: [] }],
  database: [{}, { database: POSTGRES }, { database: { ...POSTGRES, engine: "mysql", port: undefined } }],
  broker: [{}, { broker: REDIS }, { broker: { ...REDIS, user: undefined, secret: undefined, tls: false } }],
  dags: [{}, { dags: GIT }, { dags: { from: "image", path: "/opt/airflow/dags" } as const }],
  rest: [{}, { port: "9090", longestTask: "45m" }],
};

/** Every combination; LocalExecutor has no broker, and 2.11 reads git by git-sync. */
export function combinations(targets: readonly string[]): [string, Answers][] {
  let all: Answers[] = targets.map((target) => ({ ...DEFAULTS, target }));
  for (const choices of Object.values(CHOICES))
    all = all.flatMap((answers) => choices.map((choice): Answers => ({ ...answers, ...choice })));
  return all
    .filter(({ executor, broker }) => executor === "CeleryExecutor" || broker === "own")
    .flatMap((answers) => (PLACES[answers.target]?.cloud === true ? onCloud(answers) : [answers]))
    .map((answers) => {
      const synced = answers.version.startsWith("2.") && answers.dags.from === "git";
      return { ...answers, gitSyncImage: synced ? "git-sync:v4.4.2" : undefined };
    })
    .map((answers) => [summary(answers), answers]);
}

/** A cloud has no LocalExecutor, and its DAGs are in no folder; AWS has no git for 2.11 either, and the port of its address. */
function onCloud(answers: Answers): Answers[] {
  const { executor, version, dags, target } = answers;
  if (executor === "LocalExecutor") return [];
  const image = { from: "image", path: "/opt/airflow/dags" } as const;
  const there = { ...answers, dags: dags.from === "folder" ? image : dags };
  if (PLACES[target]?.pages !== "address") return [{ ...there, ...GCP }];
  return version.startsWith("2.") && dags.from === "git" ? [] : [{ ...there, ...CLOUD, port: "8080" }];
}

const summary = ({ target, version, executor, pools, dags, database, broker, port }: Answers): string =>
  [
    target,
    version,
    executor,
    `${pools.length} pools`,
    `dags ${dags.from}`,
    `database ${database === "own" ? "own" : database.engine}`,
    `broker ${broker === "own" ? "own" : broker.tls ? "tls" : "plain"}`,
    port,
  ].join(", ");
