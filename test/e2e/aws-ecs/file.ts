import { ACCOUNT, DOMAIN, REGION, STATE_BUCKET } from "./scene";

/** Any digest: no registry is asked. */
const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/airflow@sha256:${"5a".repeat(32)}`;

/** Of the example DAG. */
export const BUCKET = "acme-people";
export const TABLE = "people";

/** Folder of the DAGs in the image; the run mounts the examples there. */
export const DAGS = "/opt/acme/dags";

export interface PoolFile {
  readonly queues: readonly string[];
  readonly concurrency: number;
  readonly replicas?: number | { readonly min: number; readonly max: number };
  readonly environment?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

export interface StackFile {
  readonly target: "aws-ecs";
  readonly protect?: boolean;
  readonly workers: Readonly<Record<string, PoolFile>>;
  readonly [key: string]: unknown;
}

/** What people would deploy, with a pool that is always there, one that grows, and one on Spot that goes to nothing. */
export const full = (zone: string): StackFile => ({
  target: "aws-ecs",
  account: ACCOUNT,
  region: REGION,
  state: { bucket: STATE_BUCKET },
  airflow: {
    version: "3.3.2",
    image: IMAGE,
    dags: { image: DAGS },
    maxTaskDuration: "30m",
    options: { dag_processor: { refresh_interval: 10 } },
    variables: { people_bucket: BUCKET, people_table: TABLE },
  },
  webserver: { baseUrl: `https://airflow.${DOMAIN}` },
  loadBalancer: { zone, allow: ["203.0.113.0/24"], flower: { allow: ["203.0.113.7/32"] } },
  flower: { port: 5555 },
  alarms: { email: "data-oncall@example.com" },
  // As somebody writes who means to destroy it.
  protect: false,
  workers: {
    default: {
      queues: ["default"],
      concurrency: 4,
      permissions: [
        {
          actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
          resources: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
        },
        {
          actions: ["dynamodb:BatchWriteItem", "dynamodb:DescribeTable"],
          resources: [`arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${TABLE}`],
        },
      ],
    },
    training: { queues: ["training"], concurrency: 2, replicas: { min: 1, max: 3 } },
    reports: {
      queues: ["reports"],
      concurrency: 2,
      replicas: { min: 0, max: 4 },
      spot: { tasksMayRestart: true, onDemand: 0 },
    },
  },
});

/** The least that a file of this target must say. */
export const least = (zone: string): StackFile => ({
  target: "aws-ecs",
  account: ACCOUNT,
  region: REGION,
  state: { bucket: STATE_BUCKET },
  airflow: { version: "3.3.2", image: IMAGE, dags: { image: DAGS } },
  webserver: { baseUrl: `https://airflow.${DOMAIN}` },
  loadBalancer: { zone, allow: ["203.0.113.0/24"] },
  protect: false,
  workers: { default: { queues: ["default"], concurrency: 4 } },
});

/** As people keep it: nothing is destroyed by accident. */
export const forProduction = ({ protect, ...file }: StackFile): StackFile => file;

/** The same file with other keys of one pool. */
export const withPool = (file: StackFile, pool: string, part: Partial<PoolFile>): StackFile => {
  const before = file.workers[pool];
  if (before === undefined) throw new Error(`the file has no pool ${pool}`);
  return { ...file, workers: { ...file.workers, [pool]: { ...before, ...part } } };
};
