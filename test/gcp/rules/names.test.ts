import type { Finding } from "../../../lib/deployment/words/finding";
import { accountNames, domainName, ownNames } from "../../../lib/gcp/rules/names";
import { said } from "../said";

test.each([
  [
    "a pool that is named as the master",
    ["workers: { master: { queues: [default] } }"],
    ['workers.master: "master" is the machine with webserver and scheduler; give the pool another name'],
  ],
  [
    "a pool's name of no machine",
    ["workers: { Worker1: { queues: [default] } }"],
    [
      'workers: expected a name of 2 to 20 characters: lower-case letters, digits and single hyphens, first a letter, last no hyphen, got "Worker1"; write worker1',
    ],
  ],
  [
    "a pool's name of more than 20 characters",
    ["workers: { abcdefghijklmnopqrstu: { queues: [default] } }"],
    [
      'workers: expected a name of 2 to 20 characters: lower-case letters, digits and single hyphens, first a letter, last no hyphen, got "abcdefghijklmnopqrstu"',
    ],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});

const words = (findings: readonly Finding[]) => findings.map(({ path, message }) => `${path.join(".")}: ${message}`);

test("a service account has 6 to 30 characters", () => {
  expect(words(accountNames("airflow-production", ["crawlers", "crawlers-sk", "crawlers-seo"]))).toEqual([
    "workers.crawlers-seo: its service account would be airflow-production-crawlers-seo, of 31 characters, and Google takes 30; shorten the pool's name or the file's by 1",
  ]);
  expect(words(accountNames("aa", ["bb", "bbb"]))).toEqual([
    "workers.bb: its service account would be aa-bb, of 5 characters, and Google wants 6; write a longer name of the pool",
  ]);
});

test("a domain of the stack hides none of Google's", () => {
  expect(words(domainName("google", "acme-data"))).toEqual([
    ": its private domain would be google.internal, which hides metadata.google.internal, where machines get their identity; give the file another name",
  ]);
  expect(words(domainName("acme-data", "acme-data"))).toEqual([
    ": its private domain would be acme-data.internal, which hides ZONE.c.acme-data.internal, where Google names the machines of the project; give the file another name",
  ]);
  expect(domainName("acme", "acme-data")).toEqual([]);
});

test("a secret of the user's has no name of one that the stack makes", () => {
  const file = {
    airflow: {
      connections: {
        a: { secret: "projects/acme-data/secrets/acme-broker" },
        b: { secret: "acme-fernet-12", key: "x" },
        c: { secret: "projects/elsewhere/secrets/acme-broker" },
      },
    },
    keys: { fernet: [1, { secret: "acme-key" }] },
    metadataDatabase: { password: { secret: "acme-metadata-database" } },
    workers: { main: { environment: { A: { secret: "acme-environment-file" }, B: { file: "acme-broker" } } } },
  };
  expect(words(ownNames({ stack: "acme", project: "acme-data" }, file))).toEqual(
    [
      ["airflow.connections.a", "acme-broker"],
      ["airflow.connections.b", "acme-fernet-12"],
      ["metadataDatabase.password", "acme-metadata-database"],
      ["workers.main.environment.A", "acme-environment-file"],
    ].map(
      ([path, name]) =>
        `${path}: ${name} is the name of a secret that this stack makes itself; give yours another name`,
    ),
  );
  expect(ownNames({ stack: "other", project: "acme-data" }, file)).toEqual([]);
});
