// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { MetadataDatabase } from "../../../lib/gcp/data/metadata-database";
import { resourceOf } from "../../support/gcp";
import { IMAGE } from "../../support/gcp-documents";
import { isPlain, placed } from "../../support/gcp-place";

const database = (...entries: readonly string[]) =>
  placed(
    (stack, place, { deployment }) =>
      new MetadataDatabase(stack, "metadata-database", place, deployment.metadataDatabase, IMAGE),
    ({ endpoint, authority }) => [endpoint.host, authority ?? "none"],
    ...entries,
  );
const SERVICES = "network: { serviceRange: 10.20.0.0/20 }";

describe("on the master", () => {
  const { json, made, told } = database("databases: [crawl]");

  test("it has the master's address under its own name", () => {
    expect(told).toEqual(["metadata-database.acme.internal", "none"]);
    expect(resourceOf(json, "google_dns_record_set", "metadata-database")["rrdatas"]).toEqual(["10.10.0.10"]);
  });

  test("clients speak to it in the clear, inside the network", () => {
    expect(made.endpoint).toEqual({
      host: "metadata-database.acme.internal",
      port: "5432",
      shownAs: "metadata-database.acme.internal:5432",
    });
  });

  test("the master runs the server, with the further databases, and pulls its image", () => {
    expect(made.units().map(({ name }) => name)).toEqual(["metadata-database"]);
    expect(made.units()[0]?.environment["DATABASES"]).toBe("airflow crawl");
    expect(made.images).toEqual(["postgres:17"]);
  });

  test("nothing of Cloud SQL is made", () => {
    expect(json.resource["google_sql_database_instance"]).toBeUndefined();
  });

  test("MySQL has its own port", () => {
    expect(database("metadataDatabase: { engine: mysql }").made.endpoint.port).toBe("3306");
  });
});

describe("on Cloud SQL", () => {
  const { json, made, told } = database("cloudSql: { tier: db-custom-2-7680 }", SERVICES);

  test("it has its private address under the same name", () => {
    expect(resourceOf(json, "google_dns_record_set", "metadata-database")["rrdatas"]).toEqual([
      "${google_sql_database_instance.metadata-database.private_ip_address}",
    ]);
  });

  test("clients check who signed its certificate, which has no name of ours", () => {
    expect(made.endpoint).toEqual({
      host: "metadata-database.acme.internal",
      port: "5432",
      shownAs: "metadata-database.acme.internal:5432",
      tls: { ca: "placed", name: false },
    });
    expect(told).toEqual([
      "metadata-database.acme.internal",
      '${nonsensitive(join("\\n", google_sql_database_instance.metadata-database.server_ca_cert[*].cert))}',
    ]);
  });

  test("the master brings the user to its password, with Airflow's own URL, and runs no server", () => {
    const [unit, ...more] = made.units();
    expect(more).toEqual([]);
    expect(unit).toMatchObject({ name: "cloud-sql-user", stage: "gate" });
    expect(unit?.environment).toEqual({
      AIRFLOW_CDKTF_CLOUD_SQL: '{"project":"acme-data","instance":"acme-metadata-database"}',
      CONNECTION_CHECK_MAX_COUNT: "0",
      PGSSLROOTCERT: "/opt/airflow-cdktf/database-ca.pem",
      PYTHONPATH: "/opt/airflow-cdktf",
    });
    expect(unit?.secrets).toEqual({
      "environment/AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": [
        "postgresql+psycopg2://airflow:",
        { secret: "acme-metadata-database", encode: "url" },
        "@metadata-database.acme.internal:5432/airflow?sslmode=verify-ca",
      ],
    });
    expect(unit?.text).toContain(`${IMAGE} /opt/airflow-cdktf/start.sh python -m airflow_cdktf_gcp.cloud_sql_user`);
    expect(made.images).toEqual([]);
  });

  test("what the machine is told holds no reference", () => {
    expect(isPlain(JSON.stringify(made.units()))).toBe(true);
  });

  test("the password is in Secret Manager, and no user is Terraform's", () => {
    expect(json.resource["google_sql_user"]).toBeUndefined();
    expect(JSON.stringify(json.resource["google_sql_database_instance"])).not.toContain("password");
    expect(resourceOf(json, "google_secret_manager_secret", "metadata-database")["secret_id"]).toBe(
      "acme-metadata-database",
    );
  });

  test("MySQL's own clients are told in their own way", () => {
    const [unit] = database("metadataDatabase: { engine: mysql }", "cloudSql: {}", SERVICES).made.units();
    expect(unit?.environment["AIRFLOW_CDKTF_DATABASE_CA"]).toBe("/opt/airflow-cdktf/database-ca.pem");
    expect(JSON.stringify(unit?.secrets)).toContain("/airflow?ssl_ca=/opt/airflow-cdktf/database-ca.pem");
  });
});
