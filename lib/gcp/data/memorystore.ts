import { RedisInstance } from "@cdktf/provider-google/lib/redis-instance";
import { Construct } from "constructs";
import { Fn } from "../../encode/functions";
import { expression, listOf } from "../../encode/reference";
import { secretVersionNumber } from "../../encode/version-number";
import { nameOf } from "../names";
import type { MemorystoreSettings } from "../settings/data";
import { regionOf } from "../settings/scalars";
import type { Place } from "../words/place";

const VERSION = "REDIS_7_2";
const MAINTENANCE_DAY = "SUNDAY";
const HOURS_LATER = 3;
const HOURS = 24;

const ID = "broker";

/**
 * The broker as Memorystore for Redis runs it, over TLS and with a password. Waiting tasks are data: nothing is ever
 * evicted, and a copy in another zone takes over. Without snapshots: one would bring back tasks that have run. Google
 * makes the password and gives it in no other way than through Terraform's state; from there it goes into a secret.
 */
export class Memorystore extends Construct {
  /** Private address; known after the apply. */
  readonly address: string;
  /** Who signs the server's certificate, as PEM text: all that are valid. */
  readonly authority: string;

  constructor(scope: Construct, id: string, place: Place, store: MemorystoreSettings) {
    super(scope, id);
    const { stack, settings, network, after, secrets } = place;
    const { protect, zone, backups } = settings;
    const instance = new RedisInstance(this, "instance", {
      name: nameOf(stack, ID),
      displayName: `Broker of Airflow ${stack}`,
      region: regionOf(zone),
      locationId: zone,
      tier: store.highAvailability ? "STANDARD_HA" : "BASIC",
      memorySizeGb: store.memory,
      redisVersion: VERSION,
      redisConfigs: { "maxmemory-policy": "noeviction" },
      connectMode: "PRIVATE_SERVICE_ACCESS",
      authorizedNetwork: network.networkId,
      authEnabled: true,
      transitEncryptionMode: "SERVER_AUTHENTICATION",
      maintenancePolicy: {
        weeklyMaintenanceWindow: [{ day: MAINTENANCE_DAY, startTime: { hours: (backups.hour + HOURS_LATER) % HOURS } }],
      },
      lifecycle: { preventDestroy: protect },
      dependsOn: [...after, ...network.servicesReady],
    });
    instance.overrideLogicalId(ID);
    this.address = instance.host;
    this.authority = Fn.join("\n", listOf(expression`${instance.fqn}.server_ca_certs[*].cert`));
    secrets.take(ID, instance.authString, secretVersionNumber(instance.id, instance.authString));
  }
}
