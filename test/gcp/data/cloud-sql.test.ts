// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { CloudSql } from "../../../lib/gcp/data/cloud-sql";
import { resourceOf } from "../../support/gcp";
import { placed } from "../../support/gcp-place";
import { addresses } from "../../support/terraform-json";

const sql = (settings: string, ...entries: readonly string[]) =>
  placed(
    (stack, place, { deployment }) => {
      const { cloudSql } = place.settings;
      if (cloudSql === false) throw new Error("the file has no cloudSql");
      return new CloudSql(stack, "cloud-sql", place, deployment.metadataDatabase, cloudSql);
    },
    ({ instance }) => instance,
    `cloudSql: ${settings}`,
    "network: { serviceRange: 10.20.0.0/20 }",
    ...entries,
  );
type Json = ReturnType<typeof sql>["json"];
const instanceOf = (json: Json) => resourceOf(json, "google_sql_database_instance", "metadata-database");
const settingsOf = (json: Json) => instanceOf(json)["settings"] as Readonly<Record<string, unknown>>;
const { json, told } = sql("{}");
const MYSQL = "metadataDatabase: { engine: mysql }";

test("it has these resources", () => {
  expect(addresses(json).filter((address) => /^google_sql|_role\.|database-user/.test(address))).toEqual([
    "google_project_iam_custom_role.database-user",
    "google_project_iam_member.master_database-user",
    "google_sql_database.database-airflow",
    "google_sql_database_instance.metadata-database",
  ]);
});

test("it has the stack's labels, which the provider does not give it", () => {
  expect(settingsOf(json)["user_labels"]).toEqual({ "airflow-cdktf-stack": "acme" });
});

test("its name is known before it exists", () => {
  expect(told).toBe("acme-metadata-database");
  expect(instanceOf(json)["name"]).toBe("acme-metadata-database");
});

test("it is reached by a private address and over TLS only, once the network has a way to Google's services", () => {
  expect(settingsOf(json)["ip_configuration"]).toEqual({
    ipv4_enabled: false,
    private_network: "${google_compute_network.network.id}",
    ssl_mode: "ENCRYPTED_ONLY",
  });
  expect(instanceOf(json)["depends_on"]).toContain("google_service_networking_connection.services");
});

test("versions are Postgres 17 and MySQL 8.4, or the file's", () => {
  const version = (...args: Parameters<typeof sql>) => instanceOf(sql(...args).json)["database_version"];
  expect([version("{}"), version("{}", MYSQL), version("{ version: POSTGRES_16 }")]).toEqual([
    "POSTGRES_17",
    "MYSQL_8_4",
    "POSTGRES_16",
  ]);
});

test("a standby in another zone takes over, unless the file says otherwise", () => {
  expect(settingsOf(json)).toMatchObject({
    availability_type: "REGIONAL",
    location_preference: { zone: "europe-west3-a" },
  });
  expect(settingsOf(sql("{ highAvailability: false }").json)["availability_type"]).toBe("ZONAL");
});

test("size is the file's, in the edition that has such tiers; the disk then grows by itself", () => {
  const own = sql("{ tier: db-custom-4-15360, disk: 50 }").json;
  expect(settingsOf(own)).toMatchObject({
    tier: "db-custom-4-15360",
    edition: "ENTERPRISE",
    disk_size: 50,
    disk_autoresize: true,
  });
  expect(instanceOf(own)["lifecycle"]).toMatchObject({ ignore_changes: ["settings[0].disk_size"] });
});

describe("backups", () => {
  const backups = (of: Json) => settingsOf(of)["backup_configuration"];

  test("are made at the file's hour, as many as it says, in the region", () => {
    expect(backups(sql("{ backups: 30 }", "backups: { hour: 5 }").json)).toEqual({
      enabled: true,
      start_time: "05:00",
      location: "europe-west3",
      transaction_log_retention_days: 7,
      backup_retention_settings: { retained_backups: 30, retention_unit: "COUNT" },
      point_in_time_recovery_enabled: true,
    });
  });

  test("of MySQL go back to any moment by its binary log", () => {
    expect(backups(sql("{}", MYSQL).json)).toMatchObject({ binary_log_enabled: true });
    expect(backups(sql("{}", MYSQL).json)).not.toHaveProperty("point_in_time_recovery_enabled");
  });

  test("outlive the server, which is worked on when they are done", () => {
    expect(settingsOf(sql("{}", "backups: { hour: 22 }").json)).toMatchObject({
      retain_backups_on_delete: true,
      maintenance_window: { day: 7, hour: 1, update_track: "stable" },
    });
  });
});

test("connections are the file's", () => {
  const flags = (...entries: readonly string[]) => settingsOf(sql("{}", ...entries).json)["database_flags"];
  expect(flags()).toEqual([{ name: "max_connections", value: "100" }]);
  expect(flags("metadataDatabase: { engine: mysql, maxConnections: 300 }")).toEqual([
    { name: "max_connections", value: "300" },
    { name: "local_infile", value: "off" },
  ]);
});

test("with protect it is destroyed neither here nor by anybody else", () => {
  expect(instanceOf(json)).toMatchObject({ deletion_protection: true, lifecycle: { prevent_destroy: true } });
  expect(settingsOf(json)["deletion_protection_enabled"]).toBe(true);
  const open = sql("{}", "protect: false").json;
  expect(instanceOf(open)).toMatchObject({ deletion_protection: false, lifecycle: { prevent_destroy: false } });
  expect(settingsOf(open)["deletion_protection_enabled"]).toBe(false);
});

describe("databases", () => {
  const own = sql("{}", "databases: [crawl]", MYSQL).json;

  test("are Airflow's and the file's", () => {
    expect(Object.keys(own.resource["google_sql_database"] ?? {})).toEqual(["database-airflow", "database-crawl"]);
  });

  test("one that leaves the file stays", () => {
    expect(resourceOf(own, "google_sql_database", "database-crawl")).toEqual({
      name: "crawl",
      instance: "${google_sql_database_instance.metadata-database.name}",
      charset: "utf8mb4",
      collation: "utf8mb4_unicode_ci",
      deletion_policy: "ABANDON",
    });
  });

  test("of Postgres have its own text", () => {
    expect(resourceOf(json, "google_sql_database", "database-airflow")).not.toHaveProperty("charset");
  });

  test("may have a name that no address takes", () => {
    const odd = sql("{}", "metadataDatabase: { name: air.flow/1 }").json;
    expect(resourceOf(odd, "google_sql_database", "database-air-flow-1")["name"]).toBe("air.flow/1");
  });
});

describe("the master's right", () => {
  test("is to make and change users, and nothing else", () => {
    expect(resourceOf(json, "google_project_iam_custom_role", "database-user")).toMatchObject({
      role_id: "airflow.acme.database_${google_service_account.master.unique_id}",
      permissions: ["cloudsql.users.create", "cloudsql.users.list", "cloudsql.users.update"],
    });
  });

  test("is for this instance", () => {
    expect(resourceOf(json, "google_project_iam_member", "master_database-user")).toEqual({
      project: "acme-data",
      role: "${google_project_iam_custom_role.database-user.id}",
      member: "${google_service_account.master.member}",
      condition: {
        title: "metadata database",
        expression:
          'resource.type == "sqladmin.googleapis.com/Instance" && resource.name == "projects/acme-data/instances/acme-metadata-database"',
      },
    });
  });

  test("has an id that IAM takes, with the longest name of a stack", () => {
    expect("airflow_cdktf..database_user".length + 20).toBeLessThanOrEqual(64);
  });
});
