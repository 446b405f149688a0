import { said } from "../said";

test.each([
  [
    "a region whose databases nobody here can verify",
    ["region: il-central-1"],
    [
      "region: the certificates of RDS in il-central-1 are not known here; name an existing database with metadataDatabase.host and tls: { ca: PATH }, or write another region",
    ],
  ],
  [
    "a server of our own as RDS does not make it",
    ["metadataDatabase: { engine: mysql, image: 'postgres:16', name: a-b, user: admin }"],
    [
      "metadataDatabase.engine: our own server on AWS is Postgres; for MySQL name an existing server with host:, or leave engine: out",
      "metadataDatabase.image: RDS runs our own server, so it has no image; leave image: out and write rds.version: its major version",
      "metadataDatabase.name: got \"a-b\"; RDS makes a database of letters, digits and '_', first a letter",
      'metadataDatabase.user: got "admin", which RDS keeps for itself; write another name, or leave user: out',
    ],
  ],
  [
    "more connections than the class holds",
    ["metadataDatabase: { maxConnections: 500 }"],
    [
      "metadataDatabase.maxConnections: RDS would allow 450 on db.t4g.medium, which has 4 GiB, and 500 may use up its memory; write a larger rds.class",
    ],
  ],
  [
    "more connections than a small class holds",
    ["metadataDatabase: { maxConnections: 200 }", "rds: { class: db.t4g.micro }"],
    [
      "metadataDatabase.maxConnections: RDS would allow 112 on db.t4g.micro, which has 1 GiB, and 200 may use up its memory; write a larger rds.class",
    ],
  ],
  [
    "more connections than a large class holds",
    ["metadataDatabase: { maxConnections: 4000 }", "rds: { class: db.m7g.2xlarge }"],
    [
      "metadataDatabase.maxConnections: RDS would allow 3604 on db.m7g.2xlarge, which has 32 GiB, and 4000 may use up its memory; write a larger rds.class",
    ],
  ],
  [
    "connections of a class that is not listed",
    ["metadataDatabase: { maxConnections: 5000 }", "rds: { class: db.x2g.large }"],
    [],
  ],
  [
    "a class that holds them, and a disk that does not grow",
    ["metadataDatabase: { maxConnections: 1700 }", "rds: { class: db.r7g.large, storage: 50, maxStorage: 50 }"],
    [],
  ],
  [
    "a disk that may hardly grow",
    ["metadataDatabase: { maxConnections: 500 }", "rds: { class: db.r7g.large, storage: 50, maxStorage: 54 }"],
    ["rds.maxStorage: got 54, and rds.storage is 50; write 56 or more, or 50 for a disk that does not grow"],
  ],
  [
    "an existing server without TLS, and settings of our own",
    ["metadataDatabase: { host: db.acme, password: { secret: x } }", "rds: { storage: 50 }"],
    [
      "rds: metadataDatabase.host names an existing server, so none is made; remove rds:, or host:",
      "metadataDatabase: passwords and data cross the network in the clear; write tls: true, or tls: { ca: PATH } with the authority of its certificate",
    ],
  ],
  [
    "an existing MySQL",
    ["metadataDatabase: { host: db.acme, engine: mysql, password: { secret: x } }"],
    [
      "metadataDatabase: passwords and data cross the network in the clear; keep MySQL in the same network, or take Postgres with tls: true",
    ],
  ],
  ["an existing server with TLS", ["metadataDatabase: { host: db.acme, tls: true, password: { secret: x } }"], []],
  [
    "malformed settings",
    ["rds: { version: 17, class: large, storage: 10, backupDays: 0 }"],
    [
      'rds.version: expected a major version of Postgres in quotes: "14" to "18", got 17',
      'rds.class: expected an instance class such as db.t4g.medium, got "large"',
      "rds.storage: expected 20 to 65536, got 10",
      "rds.backupDays: expected 1 to 35, got 0",
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
