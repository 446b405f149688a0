import { said } from "../said";

test.each([
  [
    "one twice, Airflow's own and the server's",
    ["databases: [crawl, crawl, airflow, Postgres]"],
    [
      'databases[1]: "crawl" is written twice; remove one',
      'databases[2]: "airflow" is metadataDatabase.name, where Airflow keeps its own tables; write another name',
      'databases[3]: "Postgres" is a database of the server itself; write another name',
    ],
  ],
  [
    "a database of MySQL",
    ["databases: [crawl, mysql]", "metadataDatabase: { engine: mysql }"],
    ['databases[1]: "mysql" is a database of the server itself; write another name'],
  ],
  [
    "databases on an existing server",
    ["databases: [crawl]", "metadataDatabase: { host: db.example.com, tls: true, password: { secret: db } }"],
    [
      "databases: metadataDatabase.host names an existing server, where databases are made by its owner; remove databases:, or host:",
    ],
  ],
  [
    "a name that is none",
    ["databases: [crawl-er]"],
    ["databases[0]: expected a name of letters, digits and '_', got \"crawl-er\""],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
