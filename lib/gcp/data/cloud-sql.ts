import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { SqlDatabase } from "@cdktf/provider-google/lib/sql-database";
import { SqlDatabaseInstance } from "@cdktf/provider-google/lib/sql-database-instance";
import { Construct } from "constructs";
import { DEFAULT_MAX_CONNECTIONS } from "../../airflow/derived/connection-budget";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import { Fn } from "../../encode/functions";
import { expression, listOf } from "../../encode/reference";
import { literal } from "../../encode/terraform";
import { roleId } from "../identities/role-id";
import { nameOf } from "../names";
import type { CloudSqlSettings } from "../settings/data";
import { regionOf } from "../settings/scalars";
import type { Place } from "../words/place";
import { settingsOf } from "./cloud-sql-settings";

/** What Cloud SQL runs when the file names no version. */
const VERSIONS: Readonly<Record<MetadataDatabasePart["engine"], string>> = {
  postgres: "POSTGRES_17",
  mysql: "MYSQL_8_4",
};

/**
 * What the master needs to bring the user to its password. Source: Cloud SQL, "Project access control", permissions of
 * users.list, users.insert and users.update.
 */
const PERMISSIONS = ["cloudsql.users.create", "cloudsql.users.list", "cloudsql.users.update"];

const ID = "metadata-database";

/**
 * The metadata database as Cloud SQL runs it: a private address, TLS only, backups with point in time. Its user is not
 * Terraform's: a write-only password cannot be read back from Secret Manager, so an apply that dies half way would leave
 * two of them. The master brings the user to the password of the secret, see cloud_sql_user.py.
 */
export class CloudSql extends Construct {
  /** Private address; known after the apply. */
  readonly address: string;
  /** Who signs the server's certificate, as PEM text. */
  readonly authority: string;
  /** The instance's name in the project. Never a token: a name is free again as soon as its instance is gone. */
  readonly instance: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: Place,
    part: MetadataDatabasePart,
    sql: CloudSqlSettings,
  ) {
    super(scope, id);
    this.instance = nameOf(place.stack, ID);
    const server = this.server(part, sql);
    this.address = server.privateIpAddress;
    const authorities = listOf(expression`${server.fqn}.server_ca_cert[*].cert`);
    // The provider hides certificates, and with them all that a machine is told would be hidden from who reads a plan.
    this.authority = Fn.nonsensitive(Fn.join("\n", authorities));
    this.databases(part, server);
    this.rights();
  }

  private server(part: MetadataDatabasePart, sql: CloudSqlSettings): SqlDatabaseInstance {
    const { settings, network, after } = this.place;
    const { protect, zone } = settings;
    const server = new SqlDatabaseInstance(this, "instance", {
      name: this.instance,
      region: regionOf(zone),
      databaseVersion: sql.version ?? VERSIONS[part.engine],
      settings: settingsOf(settings, sql, {
        stack: this.place.stack,
        engine: part.engine,
        connections: part.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
        network: network.networkId,
      }),
      deletionProtection: protect,
      // The disk grows by itself, and a smaller one would be a new, empty server.
      lifecycle: { preventDestroy: protect, ignoreChanges: ["settings[0].disk_size"] },
      dependsOn: [...after, ...network.servicesReady],
    });
    server.overrideLogicalId(ID);
    return server;
  }

  /** Airflow's and further ones. One that leaves the file stays; Cloud SQL's users have all rights in all of them. */
  private databases({ name, engine }: MetadataDatabasePart, { name: instance }: SqlDatabaseInstance): void {
    const charset = engine === "mysql" ? { charset: "utf8mb4", collation: "utf8mb4_unicode_ci" } : {};
    for (const database of new Set([name, ...this.place.settings.databases])) {
      const made = new SqlDatabase(this, `database-${database}`, {
        name: literal(database),
        instance,
        ...charset,
        deletionPolicy: "ABANDON",
      });
      made.overrideLogicalId(`database-${database.replace(/[^A-Za-z0-9_-]/g, "-")}`);
    }
  }

  /** For this one instance. Source: Cloud SQL, "Use IAM Conditions". */
  private rights(): void {
    const { stack, settings, identities, after } = this.place;
    const project = literal(settings.project);
    const role = new ProjectIamCustomRole(this, "role", {
      roleId: roleId(stack, "database", identities.master.uniqueId),
      title: `Airflow ${stack}: database user`,
      description: "The master brings the user of the metadata database to its password",
      permissions: PERMISSIONS,
      dependsOn: [...after],
    });
    role.overrideLogicalId("database-user");
    const right = new ProjectIamMember(this, "right", {
      project,
      role: role.id,
      member: identities.master.member,
      condition: {
        title: "metadata database",
        expression: literal(
          `resource.type == "sqladmin.googleapis.com/Instance" && resource.name == "projects/${settings.project}/instances/${this.instance}"`,
        ),
      },
    });
    identities.master.keep(right, "database-user");
  }
}
