// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { hole } from "../../../lib/airflow/secrets/secret";
import { Memorystore } from "../../../lib/gcp/data/memorystore";
import { resourceOf } from "../../support/gcp";
import { placed } from "../../support/gcp-place";
import { addresses } from "../../support/terraform-json";

const store = (settings: string, ...entries: readonly string[]) =>
  placed(
    (stack, place) => {
      const { memorystore } = place.settings;
      if (memorystore === false) throw new Error("the file has no memorystore");
      new Memorystore(stack, "memorystore", place, memorystore);
      return place.secrets.pieces([hole("broker")]);
    },
    (pieces) => pieces,
    `memorystore: ${settings}`,
    "network: { serviceRange: 10.20.0.0/20 }",
    ...entries,
  );
const instanceOf = ({ json }: ReturnType<typeof store>) => resourceOf(json, "google_redis_instance", "broker");
const usual = store("{}");
const own = instanceOf(usual);

test("it is one resource besides its secret", () => {
  expect(addresses(usual.json).filter((address) => /^google_(redis|secret)/.test(address))).toEqual([
    "google_redis_instance.broker",
    "google_secret_manager_secret.broker",
    "google_secret_manager_secret_version.broker",
  ]);
});

test("nobody comes without TLS and the password, and only from the network", () => {
  expect(own).toMatchObject({
    name: "acme-broker",
    transit_encryption_mode: "SERVER_AUTHENTICATION",
    auth_enabled: true,
    connect_mode: "PRIVATE_SERVICE_ACCESS",
    authorized_network: "${google_compute_network.network.id}",
  });
  expect(own["depends_on"]).toContain("google_service_networking_connection.services");
});

test("a copy in another zone takes over, unless the file says otherwise", () => {
  expect(own).toMatchObject({ tier: "STANDARD_HA", region: "europe-west3", location_id: "europe-west3-a" });
  expect(instanceOf(store("{ highAvailability: false, memory: 5 }"))).toMatchObject({
    tier: "BASIC",
    memory_size_gb: 5,
  });
});

test("waiting tasks are never evicted, and none comes back from a snapshot", () => {
  expect(own["redis_configs"]).toEqual({ "maxmemory-policy": "noeviction" });
  expect(own).not.toHaveProperty("persistence_config");
});

test("Google works on it on Sunday, after the backups", () => {
  expect(instanceOf(store("{}", "backups: { hour: 23 }"))["maintenance_policy"]).toEqual({
    weekly_maintenance_window: [{ day: "SUNDAY", start_time: { hours: 2 } }],
  });
});

test("with protect a change that makes a new broker does not get through", () => {
  expect(own["lifecycle"]).toEqual({ prevent_destroy: true });
  expect(instanceOf(store("{}", "protect: false"))["lifecycle"]).toEqual({ prevent_destroy: false });
});

test("its password goes into the broker's secret, from where machines have it", () => {
  expect(usual.made).toEqual([{ secret: "acme-broker" }]);
  const version = resourceOf(usual.json, "google_secret_manager_secret_version", "broker");
  expect(version["secret_data_wo"]).toBe("${google_redis_instance.broker.auth_string}");
  expect(version["secret_data_wo_version"]).toBe(
    '${nonsensitive(parseint(substr(sha256(join("|", [google_redis_instance.broker.id, google_redis_instance.broker.auth_string])), 0, 5), 16))}',
  );
});
