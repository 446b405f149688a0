import { writtenOptions } from "../../airflow/rules/option-value";
import type { Finding, Path } from "../../deployment/finding";
import type { Deployment } from "../../deployment/schema";
import { LOG_CONNECTION } from "../names";
import type { AwsReading } from "../reading";

/** Options, variables and connections that this target sets itself, see lib/aws/variables.ts. */
export const options = ({ deployment }: AwsReading): readonly Finding[] => [
  ...writtenOptions(deployment)
    .filter(({ name }) => LOGGING.includes(name))
    .map(({ section, key }) => ({
      path: ["airflow", "options", section, key],
      message: `[${section}] ${key} is set by this target: the disk of a process goes with it, so logs of tasks are kept in a bucket of this stack; leave it out`,
    })),
  ...variables(deployment).flatMap(([path, name]) => why(name).map((message) => ({ path: [...path, name], message }))),
  ...Object.keys(deployment.airflow.connections)
    .filter((id) => id.toLowerCase() === LOG_CONNECTION)
    .map((id) => ({
      path: ["airflow", "connections", id],
      message: "this connection is the target's own, by which logs reach their bucket; take another id",
    })),
];

const LOGGING = [
  "logging.remote_logging",
  "logging.remote_base_log_folder",
  "logging.remote_log_conn_id",
  "logging.encrypt_s3_logs",
];

const variables = ({ airflow, workers }: Deployment): readonly (readonly [path: Path, name: string])[] => [
  ...Object.keys(airflow.environment).map((name) => [["airflow", "environment"], name] as const),
  ...Object.entries(workers).flatMap(([pool, { environment }]) =>
    Object.keys(environment).map((name) => [["workers", pool, "environment"], name] as const),
  ),
];

const OURS = "this variable is set by this target; leave it out";
const KEYS =
  "a key takes the place of the rights that this file gives, also for logs; leave it out and write permissions: or assumeRoles:, or a connection for an account of others";

/** By the start of the name. Source: Amazon ECS, "Task IAM role" and "Task metadata endpoint"; botocore's own variables. */
const RESERVED: readonly (readonly [start: RegExp, message: string])[] = [
  [/^(ECS_|AWS_CONTAINER_|AWS_EXECUTION_ENV$)/, "ECS sets this variable in every task; leave it out"],
  [/^AWS_(DEFAULT_)?REGION$/, OURS],
  [/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE)$/, KEYS],
];

const why = (name: string): readonly string[] =>
  RESERVED.flatMap(([start, message]) => (start.test(name) ? [message] : [])).slice(0, 1);
