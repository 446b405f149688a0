import { lookUp } from "../../deployment/look-up";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Finding } from "../../deployment/words/finding";
import type { CloudSqlSettings } from "../settings/data";

const CALLED = { postgres: "POSTGRES_17", mysql: "MYSQL_8_4" } as const;

/** Our own metadata database where Cloud SQL runs it. */
export const cloudSql = (settings: CloudSqlSettings, part: MetadataDatabasePart): readonly Finding[] => [
  ...versions(settings, part),
  ...tiers(settings, part.maxConnections),
  ...own(part),
  ...(settings.highAvailability
    ? []
    : [
        {
          path: ["cloudSql", "highAvailability"],
          kind: "notice" as const,
          message:
            "without a standby the outage of a zone stops Airflow until it is over, or somebody restores a backup",
        },
      ]),
];

function versions({ version }: CloudSqlSettings, { engine }: MetadataDatabasePart): readonly Finding[] {
  const path = ["cloudSql", "version"];
  const usual = CALLED[engine];
  if (version !== undefined && !version.startsWith(engine.toUpperCase()))
    return [
      {
        path,
        message: `got ${version}, and metadataDatabase.engine is ${engine}; write ${usual}, or engine: ${engine === "mysql" ? "postgres" : "mysql"}`,
      },
    ];
  return [];
}

/** MiB of the tiers that share a core. Source: Cloud SQL, "Machine series overview". */
const SHARED: Readonly<Record<string, number>> = { "db-f1-micro": 614, "db-g1-small": 1740 };
/** What a custom tier's memory is counted in, and its least; MiB. Source: Cloud SQL, "Create instances", custom machine types. */
const TIER_STEP = 256;
const LEAST = 3840;
/** MiB for each core, least and most. */
const EACH = [922, 6656] as const;

function tiers({ tier }: CloudSqlSettings, maxConnections: number | undefined): readonly Finding[] {
  const path = ["cloudSql", "tier"];
  const [, coreText, memoryText] = /^db-custom-([0-9]+)-([0-9]+)$/.exec(tier) ?? [];
  const [cores, memory] = [Number(coreText), Number(memoryText)];
  if (coreText === undefined && lookUp(SHARED, tier) === undefined)
    return [
      {
        path,
        message: `got ${tier}, which is no tier of the Enterprise edition; write db-custom-CORES-MIB, such as db-custom-2-7680`,
      },
    ];
  if (coreText === undefined)
    return [
      {
        path,
        kind: "notice",
        message: `${tier} shares a core, and Google gives no assurance for it; db-custom-1-3840 is the smallest that has one`,
      },
    ];
  const wrong = customTier(cores, memory);
  return wrong === undefined
    ? crowded(tier, memory, maxConnections)
    : [{ path, message: `${tier}: ${wrong}; write db-custom-CORES-MIB, such as db-custom-2-7680` }];
}

function customTier(cores: number, memory: number): string | undefined {
  if (cores === 0 || (cores > 1 && cores % 2 === 1)) return `a tier has 1 core or an even number, and got ${cores}`;
  if (memory % TIER_STEP !== 0 || memory < LEAST)
    return `a tier has ${LEAST} MiB or more, in steps of ${TIER_STEP}, and got ${memory}`;
  if (memory < cores * EACH[0] || memory > cores * EACH[1])
    return `${cores} core${cores === 1 ? "" : "s"} go with ${Math.ceil((cores * EACH[0]) / TIER_STEP) * TIER_STEP} to ${cores * EACH[1]} MiB, and got ${memory}`;
  return undefined;
}

/** MiB that a connection with its query may take; an estimate. */
const PER_CONNECTION = 10;

function crowded(tier: string, memory: number, maxConnections: number | undefined): readonly Finding[] {
  if (maxConnections === undefined || maxConnections * PER_CONNECTION <= memory) return [];
  return [
    {
      path: ["metadataDatabase", "maxConnections"],
      kind: "notice",
      message: `${maxConnections} connections may use up the ${memory} MiB of ${tier}; write a larger cloudSql.tier`,
    },
  ];
}

/** Users that Cloud SQL has already. Source: Cloud SQL, "About PostgreSQL users and roles", "About MySQL users". */
const USERS: Readonly<Record<MetadataDatabasePart["engine"], readonly string[]>> = {
  postgres: ["postgres", "cloudsqladmin", "cloudsqlsuperuser", "cloudsqlagent", "cloudsqlreplica"],
  mysql: ["root", "cloudsqladmin", "cloudsqlsuperuser", "mysql.sys", "mysql.session", "mysql.infoschema"],
};
const LONGEST_USER = { postgres: 63, mysql: 32 } as const;

function own({ engine, image, user }: MetadataDatabasePart): readonly Finding[] {
  const at = (key: keyof MetadataDatabasePart, message: string): Finding => ({
    path: ["metadataDatabase", key],
    message,
  });
  return [
    ...(image === undefined
      ? []
      : [
          at("image", "Cloud SQL runs our own server, so it has no image; leave image: out and write cloudSql.version"),
        ]),
    ...(USERS[engine].includes(user.toLowerCase())
      ? [at("user", `got "${user}", which Cloud SQL keeps for itself; write another name, or leave user: out`)]
      : []),
    ...(user.length <= LONGEST_USER[engine]
      ? []
      : [
          at(
            "user",
            `got ${user.length} characters, and the server takes ${LONGEST_USER[engine]}; write a shorter name`,
          ),
        ]),
  ];
}
