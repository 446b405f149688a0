// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed, uploadOf } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";

const own = containerOf(deployed(), "broker");
const [configuration, question] = ["/run/secrets/redis.conf", "/run/secrets/ping"].map((file) => uploadOf(own, file));

test("waiting tasks are data: written within a second, never evicted", () => {
  expect(configuration?.content?.split("\n").slice(0, 5)).toEqual([
    "dir /data",
    "appendonly yes",
    "appendfsync everysec",
    "maxmemory-policy noeviction",
    "tcp-keepalive 60",
  ]);
  expect(own.mounts).toEqual([{ type: "volume", source: "${docker_volume.broker-data.name}", target: "/data" }]);
});

test("it always has a password, which stands in files only: no command, check or variable names it", () => {
  for (const file of [configuration, question]) expect(file?.content).toContain("random_password.broker.result");
  const { upload, ...rest } = own;
  expect(JSON.stringify(rest)).not.toContain("random_password");
  expect(own.command).toEqual(["redis-server", "/run/secrets/redis.conf"]);
  expect(JSON.stringify(own.healthcheck)).toContain("redis-cli < /run/secrets/ping | grep -q PONG");
});

test("a given password and a folder of the host", () => {
  const other = containerOf(
    deployed(airflow(), POOL, "broker: { password: { secret: redis } }", "docker: { storage: { broker: /srv/redis } }"),
    "broker",
  );
  expect(uploadOf(other, "/run/secrets/redis.conf").content).toContain('"../../../secrets/redis"');
  expect(other.mounts).toEqual([{ type: "bind", source: '${abspath(pathexpand("/srv/redis"))}', target: "/data" }]);
});
