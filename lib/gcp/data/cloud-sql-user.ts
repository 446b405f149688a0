import type { Endpoint } from "../../airflow/endpoint";
import { PROGRAMS, START } from "../../airflow/files/files";
import { databaseTlsVariables } from "../../airflow/stores/database-tls";
import { databaseUrls } from "../../airflow/stores/database-url";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import { mountsOf } from "../files/files";
import type { Unit } from "../machines/document";
import type { Secrets } from "../secrets/secrets";
import { container } from "../workloads/container";

/** The instance takes a new user within seconds, but one operation at a time, and a right takes minutes to be known. */
const MOST_SECONDS = 1800;
const STOP_SECONDS = 10;

export interface UserUnitProps {
  readonly project: string;
  /** Of the instance. */
  readonly instance: string;
  readonly part: MetadataDatabasePart;
  readonly endpoint: Endpoint;
  /** Airflow's. */
  readonly image: string;
  readonly secrets: Pick<Secrets, "pieces">;
}

/** Brings the user to its password before the migration, which waits for it by this name. */
export const userUnit = ({ project, instance, part, endpoint, image, secrets }: UserUnitProps): Unit =>
  container({
    name: "cloud-sql-user",
    description: "Airflow: user of the metadata database on Cloud SQL",
    stage: "gate",
    runs: "once",
    image,
    entrypoint: "sh",
    command: [START, "python", "-m", "airflow_cdktf_gcp.cloud_sql_user"],
    mounts: mountsOf([]),
    stopSeconds: STOP_SECONDS,
    mostSeconds: MOST_SECONDS,
    plain: {
      ...databaseTlsVariables(endpoint, part.engine),
      PYTHONPATH: PROGRAMS,
      CONNECTION_CHECK_MAX_COUNT: "0",
      AIRFLOW_CDKTF_CLOUD_SQL: JSON.stringify({ project, instance }),
    },
    secret: { AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: secrets.pieces(databaseUrls(part, endpoint).sync) },
  });
