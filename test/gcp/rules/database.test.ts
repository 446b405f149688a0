import { airflow, said } from "../said";

test.each([
  ["MySQL of our own", ["metadataDatabase: { engine: mysql }"], []],
  [
    "MySQL of our own with 2.11",
    ["metadataDatabase: { engine: mysql }", airflow('version: "2.11.2"')],
    [
      "metadataDatabase.image: Airflow 2.11.2 lists MySQL 8.0 among what it is tested with, and not mysql:8.4; it has run with MySQL 9",
    ],
  ],
  ["MySQL 9 with 2.11", ["metadataDatabase: { engine: mysql, image: 'mysql:9' }", airflow('version: "2.11.2"')], []],
  [
    "MariaDB",
    ["metadataDatabase: { engine: mysql, image: 'mariadb:11' }"],
    [
      "metadataDatabase.image: mariadb:11 is MariaDB, which Airflow does not support; write an image of MySQL, or leave image: out",
    ],
  ],
  [
    "an old MySQL",
    ["metadataDatabase: { engine: mysql, image: 'mysql:5.7' }"],
    [
      "metadataDatabase.image: Airflow 3.3.2 takes MySQL 8.0 or newer, and got mysql:5.7; write a newer one, or leave image: out",
    ],
  ],
  [
    "an old Postgres",
    ["metadataDatabase: { image: 'postgres:12' }"],
    [
      "metadataDatabase.image: Airflow 3.3.2 takes Postgres 13 or newer, and got postgres:12; write a newer one, or leave image: out",
    ],
  ],
  ["the same Postgres with 2.11", ["metadataDatabase: { image: 'postgres:12' }", airflow('version: "2.11.2"')], []],
  [
    "Postgres for MySQL",
    ["metadataDatabase: { engine: mysql, image: 'postgres:17' }"],
    [
      "metadataDatabase.image: postgres:17 is Postgres, and metadataDatabase.engine is mysql; write engine: postgres, or another image",
    ],
  ],
  [
    "MySQL for Postgres",
    ["metadataDatabase: { image: 'registry.test/mysql:8.4' }"],
    [
      "metadataDatabase.image: registry.test/mysql:8.4 is MySQL, and metadataDatabase.engine is postgres; write engine: mysql, or another image",
    ],
  ],
  ["an image whose name says nothing", ["metadataDatabase: { image: 'registry.test/db:1' }"], []],
  [
    "the root of MySQL",
    ["metadataDatabase: { engine: mysql, user: root }"],
    ['metadataDatabase.user: "root" is a user of MySQL itself; write another name, or leave user: out'],
  ],
  [
    "a user that is too long for MySQL",
    ["metadataDatabase: { engine: mysql, user: abcdefghijklmnopqrstuvwxyz1234567 }"],
    ["metadataDatabase.user: got 33 characters, and MySQL takes 32; write a shorter name"],
  ],
  [
    "an existing MySQL in the clear",
    ["metadataDatabase: { engine: mysql, host: db.example.com, password: { secret: db } }"],
    [
      "metadataDatabase: passwords and data cross the network in the clear; keep MySQL in the same network, or take Postgres with tls: true",
    ],
  ],
  [
    "an existing Postgres in the clear",
    ["metadataDatabase: { host: db.example.com, password: { secret: db } }"],
    [
      "metadataDatabase: passwords and data cross the network in the clear; write tls: true, or tls: { ca: PATH } with the authority of its certificate",
    ],
  ],
  [
    "an existing server and Cloud SQL",
    [
      "metadataDatabase: { host: db.example.com, tls: true, password: { secret: db } }",
      "cloudSql: {}",
      "network: { serviceRange: 10.20.0.0/20 }",
    ],
    ["cloudSql: metadataDatabase.host names an existing server, so none is made; remove cloudSql:, or host:"],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
