import { databaseUrls, existingDatabase } from "../../../lib/airflow/stores/database-url";
import { metadataDatabase } from "../../../lib/deployment/schema/data";

const at = { host: "database.test", port: "5432", shownAs: "database" };
const ours = { secret: "metadata-database", encode: "url" };

test("our own Postgres: every driver is written out, the generated password goes in URL-encoded", () => {
  expect(databaseUrls(metadataDatabase.parse({}), at)).toEqual({
    sync: ["postgresql+psycopg2://airflow:", ours, "@database.test:5432/airflow"],
    async: ["postgresql+asyncpg://airflow:", ours, "@database.test:5432/airflow"],
    results: ["db+postgresql+psycopg2://airflow:", ours, "@database.test:5432/airflow"],
  });
});

test("an existing MySQL with a user of special characters and a given password", () => {
  const password = { secret: "mysql" };
  const part = metadataDatabase.parse({ engine: "mysql", host: "my.acme", name: "meta", user: "a@b/c", password });
  const given = { given: password, encode: "url" };
  expect(databaseUrls(part, at)).toEqual({
    sync: ["mysql+mysqldb://a%40b%2Fc:", given, "@database.test:5432/meta"],
    async: ["mysql+aiomysql://a%40b%2Fc:", given, "@database.test:5432/meta"],
    results: ["db+mysql+mysqldb://a%40b%2Fc:", given, "@database.test:5432/meta"],
  });
});

test.each([
  [{}, undefined],
  [{ image: "postgres:16" }, undefined],
  [{ host: "pg.acme" }, { host: "pg.acme", port: "5432", shownAs: "pg.acme:5432" }],
  [
    { host: "my.acme", engine: "mysql" },
    { host: "my.acme", port: "3306", shownAs: "my.acme:3306" },
  ],
  [
    { host: "pg.acme", tls: true },
    { host: "pg.acme", port: "5432", shownAs: "pg.acme:5432", tls: {} },
  ],
  [
    { host: "pg.acme", tls: { ca: "./certs/pg.pem" } },
    { host: "pg.acme", port: "5432", shownAs: "pg.acme:5432", tls: { ca: { source: "/project/certs/pg.pem" } } },
  ],
  [
    { host: "pg.acme", port: 6432 },
    { host: "pg.acme", port: "6432", shownAs: "pg.acme:6432" },
  ],
])("metadataDatabase: %j exists at %j", (part, endpoint) => {
  const password = "host" in part ? { password: { secret: "pw" } } : {};
  expect(existingDatabase(metadataDatabase.parse({ ...part, ...password }), "/project")).toEqual(endpoint);
});

test("over TLS every driver checks certificate and name, each by its own word", () => {
  expect(databaseUrls(metadataDatabase.parse({}), { ...at, tls: {} })).toEqual({
    sync: ["postgresql+psycopg2://airflow:", ours, "@database.test:5432/airflow?sslmode=verify-full"],
    async: ["postgresql+asyncpg://airflow:", ours, "@database.test:5432/airflow?ssl=verify-full"],
    results: ["db+postgresql+psycopg2://airflow:", ours, "@database.test:5432/airflow?sslmode=verify-full"],
  });
});

test("our own MySQL over TLS: each client is told in its own way", () => {
  const tls = { ca: "placed", name: false } as const;
  const urls = databaseUrls(metadataDatabase.parse({ engine: "mysql" }), { ...at, tls });
  const query = "?ssl_ca=/opt/airflow-cdktf/database-ca.pem";
  expect(urls.sync.at(-1)).toBe(`@database.test:5432/airflow${query}`);
  expect(urls.results.at(-1)).toBe(`@database.test:5432/airflow${query}`);
  expect(urls.async.at(-1)).toBe("@database.test:5432/airflow");
});

const password = { secret: "pw" };
test.each<[string, object, string[] | undefined]>([
  ["no server that exists", { tls: true }, ["tls: goes with host: only"]],
  ["a MySQL that exists", { engine: "mysql", host: "my.acme", password, tls: { ca: "./my.pem" } }, undefined],
  ["another word", { host: "pg.acme", password, tls: "yes" }, ["expected true, false or { ca: PATH }"]],
])("tls with %s", (_, part, messages) => {
  const { error } = metadataDatabase.safeParse(part);
  expect(error?.issues.map(({ message }) => message)).toEqual(messages);
});

test("an IPv6 address keeps its brackets in every URL", () => {
  const part = metadataDatabase.parse({ host: "[2001:db8::1]", port: 5433, password });
  const there = existingDatabase(part, "/project");
  if (there === undefined) throw new Error("no existing database");
  expect(there).toEqual({ host: "[2001:db8::1]", port: "5433", shownAs: "[2001:db8::1]:5433" });
  const { sync, async, results } = databaseUrls(part, there);
  expect([sync, async, results].map((url) => url.at(-1))).toEqual(Array(3).fill("@[2001:db8::1]:5433/airflow"));
});
