import { BROKER_CA, brokerUrl, brokerUseSsl, existingBroker } from "../../../lib/airflow/stores/broker-url";
import { broker } from "../../../lib/deployment/schema/data";
import { recorded } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

const at = { host: "redis.test", port: "6379", shownAs: "redis" };
const password = { secret: "redis" };
const given = { given: password, encode: "url" };

test.each([
  ["ours always has a password", {}, ["redis://", ":", { secret: "broker", encode: "url" }, "@", "redis.test:6379/0"]],
  ["ours with a given one", { password }, ["redis://", ":", given, "@", "redis.test:6379/0"]],
  ["an existing one without a password", { host: "redis.acme", database: 3 }, ["redis://", "redis.test:6379/3"]],
  [
    "an existing one with a user",
    { host: "redis.acme", user: "air/flow", password },
    ["redis://", "air%2Fflow:", given, "@", "redis.test:6379/0"],
  ],
])("%s", (_, part, url) => {
  expect(brokerUrl(broker.parse(part), at)).toEqual(url);
});

test("over TLS the certificate is verified, of ours and of an existing one", () => {
  const url = ["rediss://", ":", { secret: "broker", encode: "url" }, "@", "redis.test:6379/0?ssl_cert_reqs=required"];
  expect(brokerUrl(broker.parse({}), { ...at, tls: {} })).toEqual(url);
});

test("where an existing broker answers", () => {
  expect(existingBroker(broker.parse({}), "/project")).toBeUndefined();
  expect(existingBroker(broker.parse({ host: "redis.acme", port: 6380 }), "/project")).toEqual({
    host: "redis.acme",
    port: "6380",
    shownAs: "redis.acme:6380",
  });
  expect(existingBroker(broker.parse({ host: "redis.acme", tls: true }), "/project")?.tls).toEqual({});
  const tls = { ca: "./certs/redis.pem" };
  expect(existingBroker(broker.parse({ host: "redis.acme", tls }), "/project")?.tls).toEqual({
    ca: { source: "/project/certs/redis.pem" },
  });
});

describe("a broker with an authority of its own", () => {
  const own = { ...at, tls: { ca: "placed", name: false } as const };

  test("is verified by it, and no name is", () => {
    expect(brokerUrl(broker.parse({}), own).at(-1)).toBe(
      `redis.test:6379/0?ssl_cert_reqs=required&ssl_ca_certs=${BROKER_CA}&ssl_check_hostname=false`,
    );
  });

  test("has a name that counts, unless it is said not to", () => {
    expect(brokerUrl(broker.parse({}), { ...at, tls: { ca: "placed" } }).at(-1)).toBe(
      `redis.test:6379/0?ssl_cert_reqs=required&ssl_ca_certs=${BROKER_CA}`,
    );
  });

  test("is told to Flower, which does not read the URL", () => {
    expect(brokerUseSsl(own)).toEqual({
      ssl_cert_reqs: "required",
      ssl_ca_certs: BROKER_CA,
      ssl_check_hostname: false,
    });
    expect(brokerUseSsl({ ...at, tls: { ca: "placed" } })).not.toHaveProperty("ssl_check_hostname");
  });
});

test("an authority that the file names is delivered to every process and the migration", () => {
  const { airflow, composition } = recorded(
    deployment({ broker: { host: "redis.acme", password, tls: { ca: "./certs/redis.pem" } } }),
  );
  for (const { files } of [...airflow.services, composition.migration])
    expect(files).toContainEqual({ target: BROKER_CA, source: "/project/certs/redis.pem" });
});

test("Flower is told nothing in the clear, and nothing where the image knows the authority", () => {
  expect([brokerUseSsl(at), brokerUseSsl({ ...at, tls: {} })]).toEqual([undefined, undefined]);
});

test("an IPv6 address keeps its brackets", () => {
  const part = broker.parse({ host: "[2001:db8::1]", database: 2 });
  const there = existingBroker(part, "/project");
  if (there === undefined) throw new Error("no existing broker");
  expect(brokerUrl(part, there)).toEqual(["redis://", "[2001:db8::1]:6379/2"]);
});
