import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { DEFAULT_MAX_CONNECTIONS } from "../../airflow/derived/connection-budget";
import type { Endpoint } from "../../airflow/endpoint";
import { givenOr } from "../../airflow/secrets/secret";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import { DAY_SECONDS, USUAL_PORTS } from "../../deployment/usual";
import { nameOf } from "../names";
import type { Place } from "../words/place";
import { MAINTENANCE, SNAPSHOTS } from "../words/windows";
import { databaseParameters } from "./database-parameters";
import { postgres } from "./engines";
import { authorities } from "./rds-ca";

const DATABASE_PORT = USUAL_PORTS.postgres;
/** What RDS writes out for people; it makes a log group for each, unless that is there. */
const LOGS = ["postgresql", "upgrade"] as const;

/** Of the kinds of key in rds-ca.ts the one that RDS itself takes, unless told otherwise. */
const CERTIFICATE = "rds-ca-rsa2048-g1";

const ID = "metadata-database";

/**
 * Our own Postgres on RDS: encrypted, reached over TLS only. Its password is in Secrets Manager, and in no state.
 * Changes that restart it wait for the maintenance window.
 */
export class MetadataDatabase extends Construct {
  readonly endpoint: Endpoint;
  readonly arn: string;
  /** The name of the instance, by which CloudWatch knows it. Never a token. */
  readonly identifier: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: Place,
    part: MetadataDatabasePart,
  ) {
    super(scope, id);
    this.identifier = nameOf(place.stack, ID);
    const instance = this.instance(part);
    this.arn = instance.arn;
    this.endpoint = {
      host: instance.address,
      port: String(DATABASE_PORT),
      shownAs: this.identifier,
      tls: { ca: { content: authorities(place.settings.region) } },
    };
  }

  private instance(part: MetadataDatabasePart): DbInstance {
    const { settings, encryption, securityGroups, secrets } = this.place;
    const { rds, protect } = settings;
    const { engine, version, family } = postgres(rds);
    const connections = part.maxConnections ?? DEFAULT_MAX_CONNECTIONS;
    const password = givenOr(part.password, ID);
    const group = securityGroups.of(ID);
    const instance = new DbInstance(this, "instance", {
      identifier: this.identifier,
      engine,
      engineVersion: version,
      instanceClass: rds.class,
      dbName: part.name,
      username: part.user,
      passwordWo: secrets.ephemeral(password),
      passwordWoVersion: secrets.version(password),
      port: DATABASE_PORT,
      dbSubnetGroupName: this.subnets(),
      vpcSecurityGroupIds: [group],
      parameterGroupName: databaseParameters(this, this.place, family, connections),
      caCertIdentifier: CERTIFICATE,
      publiclyAccessible: false,
      multiAz: rds.multiAz,
      storageType: "gp3",
      allocatedStorage: rds.storage,
      // The same number is a disk that does not grow, and RDS refuses it as a limit.
      ...(rds.maxStorage > rds.storage ? { maxAllocatedStorage: rds.maxStorage } : {}),
      storageEncrypted: true,
      kmsKeyId: encryption.key,
      backupRetentionPeriod: rds.backupDays,
      backupWindow: SNAPSHOTS,
      maintenanceWindow: MAINTENANCE,
      copyTagsToSnapshot: true,
      // The snapshot of a destroy stays; a database of the same name that is destroyed later has another group.
      finalSnapshotIdentifier: `${this.identifier}-${group}`,
      deletionProtection: protect,
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: true,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: encryption.key,
      enabledCloudwatchLogsExports: [...LOGS],
      // Some changes can only be had by a new, empty database: of the key, the name or the user.
      lifecycle: { preventDestroy: protect, replaceTriggeredBy: [encryption.choice] },
      dependsOn: this.logs(),
    });
    instance.overrideLogicalId(ID);
    return instance;
  }

  private subnets(): string {
    const { stack, network } = this.place;
    const subnets = new DbSubnetGroup(this, "subnets", {
      name: nameOf(stack, ID),
      description: "Private subnets",
      subnetIds: [...network.privateSubnets],
    });
    subnets.overrideLogicalId(ID);
    return subnets.name;
  }

  /** Made by RDS they would be kept for ever, and outlive the database. */
  private logs(): ITerraformDependable[] {
    const { settings, encryption } = this.place;
    return LOGS.map((log) => {
      const group = new CloudwatchLogGroup(this, `${log}-logs`, {
        name: `/aws/rds/instance/${this.identifier}/${log}`,
        retentionInDays: settings.logs.processes / DAY_SECONDS,
        kmsKeyId: encryption.key,
      });
      group.overrideLogicalId(`${ID}-${log}`);
      return group;
    });
  }
}
