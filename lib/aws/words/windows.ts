/**
 * When AWS may work on our data, in UTC. AWS Backup must not start within the hour before a window of RDS, or fails.
 * Source: AWS Backup, "Amazon RDS backups". Sunday is a weekend in every zone.
 */
export const MAINTENANCE = "sun:05:00-sun:06:00";
export const SNAPSHOTS = "03:00-04:00";
/** A job starts within START_MINUTES of this. */
export const BACKUP = "cron(0 0 * * ? *)";
export const START_MINUTES = 60;
