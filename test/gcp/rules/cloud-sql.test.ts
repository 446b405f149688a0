import { airflow, said } from "../said";

test.each([
  ["Postgres", ["cloudSql: {}", "network: { serviceRange: 10.20.0.0/20 }"], []],
  [
    "a MySQL for Postgres",
    ["cloudSql: { version: MYSQL_8_4 }", "network: { serviceRange: 10.20.0.0/20 }"],
    ["cloudSql.version: got MYSQL_8_4, and metadataDatabase.engine is postgres; write POSTGRES_17, or engine: mysql"],
  ],
  [
    "a Postgres for MySQL",
    [
      "cloudSql: { version: POSTGRES_17 }",
      "metadataDatabase: { engine: mysql }",
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    ["cloudSql.version: got POSTGRES_17, and metadataDatabase.engine is mysql; write MYSQL_8_4, or engine: postgres"],
  ],
  [
    "MySQL 5.7",
    [
      "cloudSql: { version: MYSQL_5_7 }",
      "metadataDatabase: { engine: mysql }",
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    ['cloudSql.version: expected POSTGRES_14 to POSTGRES_18, MYSQL_8_0 or MYSQL_8_4, got "MYSQL_5_7"'],
  ],
  [
    "MySQL 8.4 with 2.11",
    [
      "cloudSql: {}",
      "metadataDatabase: { engine: mysql }",
      airflow('version: "2.11.2"'),
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    [
      "cloudSql.version: Airflow 2.11.2 lists MySQL 8.0 among what it is tested with, and not MYSQL_8_4; it has run with MySQL 9",
    ],
  ],
  [
    "MySQL 8.0 with 2.11",
    [
      "cloudSql: { version: MYSQL_8_0 }",
      "metadataDatabase: { engine: mysql }",
      airflow('version: "2.11.2"'),
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    [],
  ],
  [
    "an image",
    ["cloudSql: {}", "metadataDatabase: { image: 'postgres:17' }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "metadataDatabase.image: Cloud SQL runs our own server, so it has no image; leave image: out and write cloudSql.version",
    ],
  ],
  [
    "users of Cloud SQL",
    ["cloudSql: {}", "metadataDatabase: { user: Postgres }", "network: { serviceRange: 10.20.0.0/20 }"],
    ['metadataDatabase.user: got "Postgres", which Cloud SQL keeps for itself; write another name, or leave user: out'],
  ],
  [
    "the root of MySQL",
    ["cloudSql: {}", "metadataDatabase: { engine: mysql, user: root }", "network: { serviceRange: 10.20.0.0/20 }"],
    ['metadataDatabase.user: got "root", which Cloud SQL keeps for itself; write another name, or leave user: out'],
  ],
  [
    "a user that is too long",
    [
      "cloudSql: {}",
      "metadataDatabase: { engine: mysql, user: abcdefghijklmnopqrstuvwxyz1234567 }",
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    ["metadataDatabase.user: got 33 characters, and the server takes 32; write a shorter name"],
  ],
  [
    "no standby",
    ["cloudSql: { highAvailability: false }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "cloudSql.highAvailability: without a standby the outage of a zone stops Airflow until it is over, or somebody restores a backup",
    ],
  ],
  [
    "an odd number of cores",
    ["cloudSql: { tier: db-custom-3-7680 }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "cloudSql.tier: db-custom-3-7680: a tier has 1 core or an even number, and got 3; write db-custom-CORES-MIB, such as db-custom-2-7680",
    ],
  ],
  [
    "too little memory",
    ["cloudSql: { tier: db-custom-2-1024 }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "cloudSql.tier: db-custom-2-1024: a tier has 3840 MiB or more, in steps of 256, and got 1024; write db-custom-CORES-MIB, such as db-custom-2-7680",
    ],
  ],
  [
    "more memory than its cores take",
    ["cloudSql: { tier: db-custom-2-76800 }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "cloudSql.tier: db-custom-2-76800: 2 cores go with 2048 to 13312 MiB, and got 76800; write db-custom-CORES-MIB, such as db-custom-2-7680",
    ],
  ],
  [
    "a tier of another edition",
    ["cloudSql: { tier: db-perf-optimized-2 }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "cloudSql.tier: got db-perf-optimized-2, which is no tier of the Enterprise edition; write db-custom-CORES-MIB, such as db-custom-2-7680",
    ],
  ],
  [
    "a shared core",
    ["cloudSql: { tier: db-g1-small }", "network: { serviceRange: 10.20.0.0/20 }"],
    [
      "cloudSql.tier: db-g1-small shares a core, and Google gives no assurance for it; db-custom-1-3840 is the smallest that has one",
    ],
  ],
  [
    "more connections than memory",
    [
      "cloudSql: { tier: db-custom-1-3840 }",
      "metadataDatabase: { maxConnections: 500 }",
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    [
      "metadataDatabase.maxConnections: 500 connections may use up the 3840 MiB of db-custom-1-3840; write a larger cloudSql.tier",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
