import type {
  SqlDatabaseInstanceSettingsDatabaseFlags as Flag,
  SqlDatabaseInstanceSettings,
} from "@cdktf/provider-google/lib/sql-database-instance";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import { stackLabels } from "../machines/labels";
import type { CloudSqlSettings } from "../settings/data";
import { regionOf } from "../settings/scalars";
import type { GcpFile } from "../settings/settings";

/** Days back from which any moment can be restored: the most that the Enterprise edition has. */
const POINT_IN_TIME_DAYS = 7;

/** Sunday, as Cloud SQL counts. */
const MAINTENANCE_DAY = 7;
/** Behind the backup, which may take a while. */
const HOURS_LATER = 3;
const HOURS = 24;

interface Server {
  readonly stack: string;
  readonly engine: MetadataDatabasePart["engine"];
  readonly connections: number;
  /** The network's id. */
  readonly network: string;
}

/** How Cloud SQL runs the server. Arguments as the provider has them. */
export function settingsOf(settings: GcpFile, sql: CloudSqlSettings, server: Server): SqlDatabaseInstanceSettings {
  const { protect, zone, backups } = settings;
  const { stack, engine, connections, network } = server;
  return {
    tier: sql.tier,
    // The provider's own labels reach resources that have some at their top, which this one has not.
    userLabels: stackLabels(stack, settings),
    // Written out: from Postgres 16 on another one is the default, which has no such tiers.
    edition: "ENTERPRISE",
    availabilityType: sql.highAvailability ? "REGIONAL" : "ZONAL",
    locationPreference: { zone },
    diskType: "PD_SSD",
    diskSize: sql.disk,
    diskAutoresize: true,
    ipConfiguration: { ipv4Enabled: false, privateNetwork: network, sslMode: "ENCRYPTED_ONLY" },
    databaseFlags: flags(engine, connections),
    backupConfiguration: {
      enabled: true,
      startTime: `${String(backups.hour).padStart(2, "0")}:00`,
      location: regionOf(zone),
      transactionLogRetentionDays: POINT_IN_TIME_DAYS,
      backupRetentionSettings: { retainedBackups: sql.backups, retentionUnit: "COUNT" },
      ...(engine === "mysql" ? { binaryLogEnabled: true } : { pointInTimeRecoveryEnabled: true }),
    },
    // What a destroy leaves, until their own time is over.
    retainBackupsOnDelete: true,
    maintenanceWindow: {
      day: MAINTENANCE_DAY,
      hour: (backups.hour + HOURS_LATER) % HOURS,
      updateTrack: "stable",
    },
    deletionProtectionEnabled: protect,
  };
}

/** Airflow itself asks MySQL for times in UTC and for READ COMMITTED with each connection. */
const flags = (engine: MetadataDatabasePart["engine"], connections: number): Flag[] => [
  { name: "max_connections", value: String(connections) },
  ...(engine === "mysql" ? [{ name: "local_infile", value: "off" }] : []),
];
