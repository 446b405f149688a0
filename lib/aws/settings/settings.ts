import { z } from "zod";
import type { Limits } from "../../airflow/endpoint";
import type { Reading } from "../../deployment/file/read";
import { about } from "../../deployment/schema/about";
import { duration, text } from "../../deployment/schema/scalars";
import { type Deployment, fileOf } from "../../deployment/schema/schema";
import { elastiCache, rds } from "./data";
import { loadBalancer } from "./load-balancer";
import { network } from "./network";
import { assumeRoles, permissions, pool } from "./pool";
import { account, arn, bucket, KEY_ARN, region } from "./scalars";

const state = z
  .strictObject({
    bucket: bucket().meta(about("Bucket that exists and keeps versions.", "acme-terraform-state")),
    key: z
      .string()
      .regex(/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, { error: "expected a name such as airflow/production.tfstate" })
      .optional()
      .meta(about("Name of the state in it. Unwritten: airflow/STACK.tfstate.", "airflow/production.tfstate")),
    region: region().optional().meta(about("Region of the bucket. Unwritten: region.", "eu-west-1")),
  })
  .meta(about("Where Terraform keeps its state, locked while somebody deploys.", { bucket: "acme-terraform-state" }));

const alarms = z
  .strictObject({
    email: z
      .email({ error: "expected a mail address" })
      .optional()
      .meta({ ...about("Address that gets the alarms, after it confirmed once. Unwritten: none.", "ops@example.com") }),
    topic: arn("sns", "[A-Za-z0-9_-]{1,256}", "arn:aws:sns:eu-central-1:123456789012:on-call")
      .optional()
      .meta(
        about(
          "Topic that exists and gets the alarms. Unwritten: one is made.",
          "arn:aws:sns:eu-central-1:123456789012:on-call",
        ),
      ),
  })
  .prefault({})
  .meta(about("Who hears of trouble.", { email: "ops@example.com" }));

const DAY = 86_400;
const days = (whose: string, ...examples: [string, ...string[]]) =>
  duration()
    .refine((seconds) => seconds % DAY === 0, { error: "expected whole days, such as 90d" })
    .meta({ ...about(whose, ...examples) });

/** Days for which CloudWatch keeps logs. Source: PutRetentionPolicy of CloudWatch Logs. */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const logs = z
  .strictObject({
    processes: days("How long CloudWatch keeps what the processes write.", "30d")
      .refine((seconds) => LOG_RETENTION_DAYS.includes(seconds / DAY), {
        error: `expected one of ${LOG_RETENTION_DAYS.join(", ")} days, which is what CloudWatch offers`,
      })
      .prefault("30d"),
    tasks: days("How long the bucket keeps the logs of tasks.", "90d").prefault("365d"),
  })
  .prefault({})
  .meta(about("How long logs are kept.", { tasks: "90d" }));

/** Source: "Tagging your AWS resources", the rules that every service shares. */
const TAG =
  "expected a tag of 1 to 128 letters, digits, spaces and any of _ . : / = + - @, which does not begin with aws:";
const TAG_TEXT = "expected at most 256 letters, digits, spaces and any of _ . : / = + - @";
const TAG_VALUE = /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u;

/** Keys at the top of a file of this target. */
const top = {
  account: account().meta(about("Account that is deployed to; another one is refused.", "123456789012")),
  region: region().meta(about("Region that is deployed to.", "eu-central-1")),
  state,
  network: network.prefault({}),
  loadBalancer,
  rds: rds.prefault({}),
  elastiCache: elastiCache.prefault({}),
  architecture: z
    .enum(["x86_64", "arm64"])
    .default("x86_64")
    .meta(about("Processor that the image was built for.", "arm64")),
  exec: z
    .boolean()
    .default(false)
    .meta(
      about(
        "Lets people with the right open a shell in a process; its disk is then writable beyond the few folders that need it.",
        true,
      ),
    ),
  encryptionKey: z
    .string()
    .regex(new RegExp(`^(own|aws|${KEY_ARN})$`), {
      error: "expected own, aws, or the ARN of a key such as arn:aws:kms:eu-central-1:123456789012:key/11112222-3333",
    })
    .default("own")
    .meta({
      title: "own, aws or ARN",
      ...about("Key that encrypts data, logs and secrets: one of this stack, AWS' own, or one that exists.", "aws"),
    }),
  permissions: permissions().meta(
    about("What tasks of every pool, and the triggerer for them, may do in AWS.", [
      { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-data/*"] },
    ]),
  ),
  assumeRoles: assumeRoles(),
  alarms,
  logs,
  cleanAfter: days("Age at which finished runs leave the metadata database, every night.", "180d").prefault("90d"),
  protect: z
    .boolean()
    .default(true)
    .meta(
      about("Refuses to destroy database, logs and load balancer; write false and deploy before cdktf destroy.", false),
    ),
  upgradeFrom: z
    .string()
    .regex(/^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$/, { error: 'expected three numbers such as "3.3.1"' })
    .optional()
    .meta({
      title: "version",
      ...about(
        "Airflow that runs now and may be stopped for another airflow.version; may stay afterwards. Unwritten: a plan with another version fails.",
        "3.3.1",
      ),
    }),
  tags: z
    .record(
      z
        .string()
        .regex(/^(?![aA][wW][sS]:)[\p{L}\p{N} _.:/=+@-]{1,128}$/u, { error: TAG })
        .meta({ title: "TAG" }),
      text().refine((value) => TAG_VALUE.test(value), { error: TAG_TEXT }),
    )
    .default({})
    .meta(about("Tags of everything that is made.", { team: "data" })),
};

/** Keys of other targets, and what to do here instead. */
const ELSEWHERE = {
  docker:
    "nothing of a machine is mounted or published here; put files into the image, and DAGs into it or into a repository: airflow.dags.git",
  dockerSocket: "a worker here is a container on a machine of AWS, which gives nobody its Docker socket; remove it",
};

/** The file of this target. */
export const shape = { schema: fileOf("aws-ecs", top, pool), quoted: ["account"], elsewhere: ELSEWHERE };

export type AwsFile = z.output<typeof shape.schema>;
export type AwsPool = AwsFile["workers"][string];
export type AwsReading = Reading<AwsFile>;

/** Whether a file is one of this target. */
export const isAws = (file: Deployment): file is AwsFile => file.target === "aws-ecs";

/**
 * 48 hours: the longest that ECS protects a task from being stopped by itself. Source: Amazon ECS, "Protect your
 * Amazon ECS tasks from being terminated by scale-in events".
 * Three minutes for Fargate to find a machine, pull the image and pass the gate.
 */
export const limits: Limits = { drainSeconds: 48 * 3600, hostFiles: false, diskSurvives: false, replaceSeconds: 180 };
