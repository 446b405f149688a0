import { z } from "zod";
import { about } from "../../deployment/schema/about";

const gib = (least: number, most: number) => z.int().min(least).max(most).meta({ title: "GiB" });

const VERSION = 'expected a major version of Postgres in quotes: "14" to "18"';

/** The metadata database as Amazon RDS runs it. */
export const rds = z
  .strictObject({
    version: z
      .string({ error: VERSION })
      .regex(/^1[4-8]$/, { error: VERSION })
      .default("17")
      .meta(about("Major version of Postgres; the newest minor one is taken and kept current.", "17")),
    class: z
      .string()
      .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, { error: "expected an instance class such as db.t4g.medium" })
      .default("db.t4g.medium")
      .meta({ title: "instance class", ...about("Size of the server.", "db.m7g.large") }),
    storage: gib(20, 65536).default(20).meta(about("Disk at the start, in GiB.", 50)),
    maxStorage: gib(20, 65536).default(200).meta(about("Disk that it may grow to by itself, in GiB.", 500)),
    multiAz: z
      .boolean()
      .default(true)
      .meta(about("Keeps a standby in another zone, which takes over within minutes.", false)),
    backupDays: z
      .int()
      .min(1)
      .max(35)
      .default(14)
      .meta({ title: "days", ...about("Days back to which the database can be restored to any second.", 35) }),
  })
  .meta(about("Our own metadata database: Postgres on Amazon RDS.", { class: "db.m7g.large", storage: 50 }));

/** The broker as Amazon ElastiCache runs it. */
export const elastiCache = z
  .strictObject({
    engine: z.enum(["valkey", "redis"]).default("valkey").meta(about("Program that keeps the queues.", "redis")),
    node: z
      .string()
      .regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, { error: "expected a node type such as cache.t4g.small" })
      .default("cache.t4g.small")
      .meta({ title: "node type", ...about("Size of each node.", "cache.m7g.large") }),
    replicas: z
      .int()
      .min(0)
      .max(5)
      .default(1)
      .meta({ title: "nodes", ...about("Copies in other zones, one of which takes over when the first fails.", 2) }),
  })
  .meta(about("Our own broker on Amazon ElastiCache.", { node: "cache.m7g.large" }));

export type RdsSettings = z.output<typeof rds>;
export type ElastiCacheSettings = z.output<typeof elastiCache>;
