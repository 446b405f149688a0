import type { ElastiCacheSettings, RdsSettings } from "../settings/data";

/** What AWS runs, and the family whose parameters it takes. */
export interface Engine {
  readonly engine: string;
  readonly version: string;
  readonly family: string;
}

/**
 * The major version only: RDS takes the newest minor one, and the provider sees no difference when that moves on.
 * Source: Amazon RDS, "Working with DB parameter groups": one family for each major version.
 */
export const postgres = ({ version }: RdsSettings): Engine => ({
  engine: "postgres",
  version,
  family: `postgres${version}`,
});

/**
 * With the minor version, which the provider wants. Source: Amazon ElastiCache, "Engine versions and upgrading" and
 * "Engine specific parameters": valkey8 is the family of Valkey 8.0 to 8.2, redis7 that of Redis OSS 7.0 and 7.1.
 */
const BROKERS: Readonly<Record<ElastiCacheSettings["engine"], Engine>> = {
  valkey: { engine: "valkey", version: "8.0", family: "valkey8" },
  redis: { engine: "redis", version: "7.1", family: "redis7" },
};

export const redis = ({ engine }: ElastiCacheSettings): Engine => BROKERS[engine];
