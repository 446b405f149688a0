import { postgres, redis } from "../../../lib/aws/data/engines";
import { elastiCache, rds } from "../../../lib/aws/settings/data";

test.each(["14", "17", "18"])("Postgres %s has a family of parameters of its own", (version) => {
  expect(postgres(rds.parse({ version }))).toEqual({ engine: "postgres", version, family: `postgres${version}` });
});

test("brokers have a minor version, which the provider wants, and the family of the major one", () => {
  expect(redis(elastiCache.parse({}))).toEqual({ engine: "valkey", version: "8.0", family: "valkey8" });
  expect(redis(elastiCache.parse({ engine: "redis" }))).toEqual({ engine: "redis", version: "7.1", family: "redis7" });
});
