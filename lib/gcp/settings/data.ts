import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { gib } from "./scalars";

const off = (what: string) => `expected false, or a section such as ${what}`;

/** The metadata database as Cloud SQL runs it, in place of one on the master. */
export const cloudSql = z
  .union(
    [
      z.literal(false),
      z.strictObject({
        version: z
          .string()
          .regex(/^(POSTGRES_1[4-8]|MYSQL_8_0|MYSQL_8_4)$/, {
            error: "expected POSTGRES_14 to POSTGRES_18, MYSQL_8_0 or MYSQL_8_4",
          })
          .optional()
          .meta({
            title: "version",
            ...about("Version as Cloud SQL names it. Unwritten: POSTGRES_17, for mysql MYSQL_8_4.", "POSTGRES_17"),
          }),
        tier: z
          .string()
          .regex(/^db-[a-z0-9-]+$/, { error: "expected a tier such as db-custom-2-7680" })
          .default("db-custom-2-7680")
          .meta({ title: "tier", ...about("Size of the server: cores and MiB.", "db-custom-4-15360") }),
        disk: gib(10, 65_536).default(20).meta(about("Disk at the start, in GiB; it grows by itself.", 50)),
        highAvailability: z
          .boolean()
          .default(true)
          .meta(about("Keeps a standby in another zone, which takes over within minutes.", false)),
        backups: z
          .int()
          .min(1)
          .max(365)
          .default(14)
          .meta({ title: "backups", ...about("Daily backups that are kept.", 30) }),
      }),
    ],
    { error: off("{ tier: db-custom-2-7680 }") },
  )
  .default(false)
  .meta(about("Runs the metadata database on Cloud SQL; false keeps it on the master.", { tier: "db-custom-2-7680" }));

/** The broker as Memorystore for Redis runs it, in place of one on the master. */
export const memorystore = z
  .union(
    [
      z.literal(false),
      z.strictObject({
        memory: z
          .int()
          .min(1)
          .max(300)
          .default(1)
          .meta({ title: "GiB", ...about("Memory in GiB.", 2) }),
        highAvailability: z
          .boolean()
          .default(true)
          .meta(about("Keeps a copy in another zone, which takes over when the first fails.", false)),
      }),
    ],
    { error: off("{ memory: 1 }") },
  )
  .default(false)
  .meta(about("Runs the broker on Memorystore for Redis; false keeps it on the master.", { memory: 2 }));

export type CloudSqlSettings = Exclude<z.output<typeof cloudSql>, false>;
export type MemorystoreSettings = Exclude<z.output<typeof memorystore>, false>;
