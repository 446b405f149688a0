import { writtenOptions } from "../../airflow/derived/option-value";
import { logConnection, type Reserved, reservedVariables } from "../../airflow/rules/target-names";
import type { Finding } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";

/** Options, variables and connections that this target sets itself, see lib/aws/workloads/variables.ts. */
export const options = ({ deployment }: AwsReading): readonly Finding[] => [
  ...writtenOptions(deployment)
    .filter(({ name }) => LOGGING.includes(name))
    .map(({ section, key }) => ({
      path: ["airflow", "options", section, key],
      message: `[${section}] ${key} is set by this target: the disk of a process goes with it, so logs of tasks are kept in a bucket of this stack; leave it out`,
    })),
  ...reservedVariables(deployment, RESERVED),
  ...logConnection(deployment),
];

const LOGGING = [
  "logging.remote_logging",
  "logging.remote_base_log_folder",
  "logging.remote_log_conn_id",
  "logging.encrypt_s3_logs",
];

const OURS = "this variable is set by this target; leave it out";
const KEYS =
  "a key takes the place of the rights that this file gives, also for logs; leave it out and write permissions: or assumeRoles:, or a connection for an account of others";

/** By the start of the name. Source: Amazon ECS, "Task IAM role" and "Task metadata endpoint"; botocore's own variables. */
const RESERVED: Reserved = [
  [/^(ECS_|AWS_CONTAINER_|AWS_EXECUTION_ENV$)/, "ECS sets this variable in every task; leave it out"],
  [/^AWS_(DEFAULT_)?REGION$/, OURS],
  [/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE)$/, KEYS],
];
