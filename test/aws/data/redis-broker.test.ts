// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { RedisBroker } from "../../../lib/aws/data/redis-broker";
import { resourceOf } from "../../support/aws";
import { placed, SUBNETS } from "../../support/aws-place";
import { addresses } from "../../support/terraform-json";

const broker = (...entries: readonly string[]) =>
  placed(
    (stack, place, { deployment }) => {
      const made = new RedisBroker(stack, "broker", place, deployment.broker);
      stack.addOverride("output.told", { value: made.endpoint.host });
      return made;
    },
    ...entries,
  );
const { json, made } = broker();
const groupOf = (of: typeof json) => resourceOf(of, "aws_elasticache_replication_group", "broker");
const own = groupOf(json);
const group = (...entries: readonly string[]) => groupOf(broker(...entries).json);

test("it has these resources besides key, secret and security group", () => {
  expect(addresses(json).filter((address) => address.startsWith("aws_elasticache"))).toEqual([
    "aws_elasticache_parameter_group.broker",
    "aws_elasticache_replication_group.broker",
    "aws_elasticache_subnet_group.broker",
  ]);
});

test("clients reach whichever node is the first, and verify it by an authority that the image knows", () => {
  expect(json["output"]).toEqual({
    told: { value: "${aws_elasticache_replication_group.broker.primary_endpoint_address}" },
  });
  const { port, shownAs, tls } = made.endpoint;
  expect({ port, shownAs, tls }).toEqual({ port: "6379", shownAs: "acme-broker", tls: {} });
});

test("the name fits into ElastiCache's 40 characters, with the longest name of a stack", () => {
  expect(own["replication_group_id"]).toBe("acme-broker");
  expect("s".repeat(20).length + "-broker".length).toBeLessThanOrEqual(40);
});

test("nobody comes without TLS and the token", () => {
  expect(own).toMatchObject({
    transit_encryption_enabled: true,
    transit_encryption_mode: "required",
    auth_token: "${data.aws_secretsmanager_secret_version.broker.secret_string}",
  });
});

test("a new token goes beside the old one, which processes have until they are replaced", () => {
  expect(own["auth_token_update_strategy"]).toBe("ROTATE");
});

test("it is encrypted with the stack's key, in private subnets behind its own group", () => {
  expect(own).toMatchObject({
    at_rest_encryption_enabled: "true",
    kms_key_id: "${aws_kms_key.encryption.arn}",
    security_group_ids: ["${aws_security_group.broker.id}"],
  });
  expect(resourceOf(json, "aws_elasticache_subnet_group", "broker")["subnet_ids"]).toEqual(SUBNETS);
  expect(group("encryptionKey: aws")).not.toHaveProperty("kms_key_id");
});

test("waiting tasks are never evicted", () => {
  expect(resourceOf(json, "aws_elasticache_parameter_group", "broker")).toMatchObject({
    name: "acme-broker-valkey8",
    family: "valkey8",
    parameter: [{ name: "maxmemory-policy", value: "noeviction" }],
    lifecycle: { create_before_destroy: true },
  });
});

test("a copy takes over; without copies there is nothing to take over", () => {
  expect(own).toMatchObject({ num_cache_clusters: 2, automatic_failover_enabled: true, multi_az_enabled: true });
  expect(made.nodes).toEqual(["acme-broker-001", "acme-broker-002"]);
  const alone = broker("elastiCache: { replicas: 0 }");
  expect(groupOf(alone.json)).toMatchObject({
    num_cache_clusters: 1,
    automatic_failover_enabled: false,
    multi_az_enabled: false,
  });
  expect(alone.made.nodes).toEqual(["acme-broker-001"]);
});

test("Redis OSS in place of Valkey, and another size", () => {
  const other = broker("elastiCache: { engine: redis, node: cache.m7g.large }").json;
  expect(groupOf(other)).toMatchObject({ engine: "redis", engine_version: "7.1", node_type: "cache.m7g.large" });
  expect(resourceOf(other, "aws_elasticache_parameter_group", "broker")["family"]).toBe("redis7");
});

test("a minor version of AWS' choosing would make a new, empty broker: it is off", () => {
  expect(own).toMatchObject({ engine_version: "8.0", auto_minor_version_upgrade: "false" });
});

test("with protect a change that makes a new broker does not get through", () => {
  expect(own["lifecycle"]).toEqual({ prevent_destroy: true });
  expect(group("protect: false")["lifecycle"]).toEqual({ prevent_destroy: false });
});
