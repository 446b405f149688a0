import { type WrittenOption, writtenOptions } from "../../airflow/derived/option-value";
import { logConnection, type Reserved, reservedVariables } from "../../airflow/rules/target-names";
import type { Deployment } from "../../deployment/schema/schema";
import type { Finding, Path } from "../../deployment/words/finding";
import type { GcpReading } from "../settings/settings";

/** Options, variables and connections that this target sets itself. */
export const options = ({ deployment }: GcpReading): readonly Finding[] => [
  ...writtenOptions(deployment).flatMap(logging),
  ...reservedVariables(deployment, RESERVED),
  ...drivers(deployment),
  ...logConnection(deployment),
];

const LOGGING = [
  "logging.remote_logging",
  "logging.remote_base_log_folder",
  "logging.remote_log_conn_id",
  "logging.delete_local_logs",
];

const KEYS =
  "a key takes the place of the rights that this file gives, also for logs; leave it out and write roles:, or a connection for a project of others";

function logging({ section, key, name }: WrittenOption): readonly Finding[] {
  const path = ["airflow", "options", section, key];
  if (name === "logging.google_key_path") return [{ path, message: KEYS }];
  if (!LOGGING.includes(name)) return [];
  const message = `[${section}] ${key} is set by this target: a machine of a pool goes with its disk, so logs of tasks are kept in a bucket of this stack; leave it out`;
  return [{ path, message }];
}

/** By the start of the name. Source: Google Cloud, "How Application Default Credentials works"; google-auth's own variables. */
const RESERVED: Reserved = [
  [/^(GOOGLE_APPLICATION_CREDENTIALS|GOOGLE_API_CERTIFICATE_CONFIG|CLOUDSDK_CONFIG)$/, KEYS],
  [
    /^(GCE_METADATA_|NO_GCE_CHECK$)/,
    "by this variable a process would not find the machine's own identity; leave it out",
  ],
];

/** Drivers that people take for MySQL, and Airflow's metadata database does not. Source: Airflow's "Set up a database backend". */
const DRIVER = /\bmysql\+(mysqlconnector|pymysql|oursql|pyodbc|asyncmy|cymysql)\b/;

const OF_DATABASE = /sql_alchemy_conn(_async)?(_cmd|_secret)?$|^result_backend$/i;

/** Also where the option itself is refused: the driver is what was meant by it. */
function drivers(deployment: Deployment): readonly Finding[] {
  const { environment } = deployment.airflow;
  const written: readonly (readonly [path: Path, key: string, value: unknown])[] = [
    ...writtenOptions(deployment).map(
      ({ section, key, value }) => [["airflow", "options", section, key], key, value] as const,
    ),
    ...Object.entries(environment).map(([name, value]) => [["airflow", "environment", name], name, value] as const),
  ];
  return written.flatMap(([path, key, value]) => {
    const [driver] = (typeof value === "string" && OF_DATABASE.test(key) ? DRIVER.exec(value) : null) ?? [];
    if (driver === undefined) return [];
    const message = `${driver} is a driver that Airflow's metadata database does not support; metadataDatabase.engine: mysql writes the address with mysql+mysqldb, which is mysqlclient: leave this out`;
    return [{ path, message }];
  });
}
