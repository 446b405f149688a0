// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { store } from "../../../lib/airflow/workloads/besides";
import { RedisBroker } from "../../../lib/gcp/data/redis-broker";
import { resourceOf } from "../../support/gcp";
import { placed } from "../../support/gcp-place";

const broker = (...entries: readonly string[]) =>
  placed(
    (stack, place, { deployment }) =>
      new RedisBroker(stack, "broker", place, deployment.broker, store("broker", deployment)),
    ({ endpoint, authority }) => [endpoint.host, authority ?? "none"],
    ...entries,
  );

describe("on the master", () => {
  const { json, made, told } = broker();
  const [unit] = made.units();
  const lines = unit?.text.replaceAll(/ \\\n\s*/g, " ").split("\n") ?? [];
  const start = lines.find((line) => line.startsWith("ExecStart=")) ?? "";

  test("it has the master's address under its own name", () => {
    expect(told).toEqual(["broker.acme.internal", "none"]);
    expect(resourceOf(json, "google_dns_record_set", "broker")["rrdatas"]).toEqual(["10.10.0.10"]);
    expect(made.endpoint).toEqual({
      host: "broker.acme.internal",
      port: "6379",
      shownAs: "broker.acme.internal:6379",
    });
  });

  test("it is a store with its data on the data disk", () => {
    expect(unit).toMatchObject({ name: "broker", stage: "store", drainSeconds: 0, environment: {} });
    expect(start).toContain("--mount=type=bind,source=/mnt/disks/airflow/redis,target=/data ");
    expect(unit?.text).toContain("AssertPathIsMountPoint=/mnt/disks/airflow\n");
  });

  test("it is started by our program in its image, with its password in a file", () => {
    expect(start).toContain("--entrypoint=/bin/sh redis:8 /run/secrets/start.sh");
    expect(unit?.secrets).toEqual({
      "start.sh": [expect.stringContaining("requirepass")],
      password: [{ secret: "acme-broker" }],
    });
    expect(made.images).toEqual(["redis:8"]);
  });

  test("its health check reads the password from memory", () => {
    expect(start).toContain("redis-cli < /run/store/ping | grep -q PONG");
  });

  test("image and password of the file", () => {
    const own = broker("broker: { image: valkey/valkey:8, password: { secret: redis } }").made;
    expect(own.images).toEqual(["valkey/valkey:8"]);
    expect(own.units()[0]?.secrets["password"]).toEqual([{ secret: "redis" }]);
  });
});

describe("on Memorystore", () => {
  const { json, made, told } = broker("memorystore: { memory: 2 }", "network: { serviceRange: 10.20.0.0/20 }");

  test("it has its private address under the same name, and the port that TLS has", () => {
    expect(resourceOf(json, "google_dns_record_set", "broker")["rrdatas"]).toEqual([
      "${google_redis_instance.broker.host}",
    ]);
    expect(made.endpoint).toMatchObject({ host: "broker.acme.internal", port: "6378" });
  });

  test("clients check who signed its certificate, which has no name of ours", () => {
    expect(made.endpoint.tls).toEqual({ ca: "placed", name: false });
    expect(told).toEqual([
      "broker.acme.internal",
      '${join("\\n", google_redis_instance.broker.server_ca_certs[*].cert)}',
    ]);
  });

  test("the master runs nothing for it", () => {
    expect([made.units(), made.images]).toEqual([[], []]);
  });
});
