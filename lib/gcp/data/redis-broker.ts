import { readFileSync } from "node:fs";
import { Construct } from "constructs";
import type { Endpoint } from "../../airflow/endpoint";
import { program } from "../../airflow/files/program";
import { givenOr } from "../../airflow/secrets/secret";
import { resting } from "../../airflow/workloads/resting";
import type { Workload } from "../../airflow/workloads/service";
import { imageOf, portOf } from "../../airflow/workloads/workload";
import type { BrokerPart } from "../../deployment/schema/data";
import type { Unit } from "../machines/document";
import { masterAddress } from "../network/addresses";
import { MEMORYSTORE_PORT } from "../network/ports";
import type { Secrets } from "../secrets/secrets";
import type { Place } from "../words/place";
import { container, DATA_DISK } from "../workloads/container";
import { Memorystore } from "./memorystore";
import { OWN_MEMORY, STEP_DOWN } from "./store-rights";

const FOLDER = `${DATA_DISK}/redis`;

/** The password goes in by standard input, so that no process list shows it. */
const PING = "redis-cli < /run/store/ping | grep -q PONG";

/** Until the tasks of a crash are read from the disk. */
const START_SECONDS = 120;
const STOP_SECONDS = 30;
const CHECK_SECONDS = 5;
const FAILURES = 3;

const ID = "broker";

/** What the broker is here: Redis on the master, or Memorystore. Its name is the same in both. */
export class RedisBroker extends Construct {
  readonly endpoint: Endpoint;
  /** Who signs the server's certificate, as PEM text; undefined: it has none. */
  readonly authority?: string;
  /** Images of its units. */
  readonly images: readonly string[];
  private readonly made: readonly Unit[];

  constructor(scope: Construct, id: string, place: Place, part: BrokerPart, workload: Workload) {
    super(scope, id);
    const { settings, discovery, secrets } = place;
    if (settings.memorystore === false) {
      const image = imageOf(workload);
      const port = String(portOf(workload));
      const host = discovery.record(ID, masterAddress(settings));
      this.endpoint = { host, port, shownAs: `${host}:${port}` };
      this.made = [redis(part, image, secrets)];
      this.images = [image];
      return;
    }
    const { address, authority } = new Memorystore(this, "memorystore", place, settings.memorystore);
    const host = discovery.record(ID, address);
    // Google signs with an authority that this one instance has; no name of ours is in the certificate.
    const tls = { ca: "placed", name: false } as const;
    this.endpoint = { host, port: String(MEMORYSTORE_PORT), shownAs: `${host}:${MEMORYSTORE_PORT}`, tls };
    this.authority = authority;
    this.made = [];
    this.images = [];
  }

  /** What the master runs for it. */
  units(): readonly Unit[] {
    return this.made;
  }
}

/** Our own Redis, always with a password, its data on the data disk. */
const redis = (part: BrokerPart, image: string, secrets: Pick<Secrets, "pieces">): Unit =>
  container({
    name: ID,
    description: "Broker of Airflow",
    stage: "store",
    image,
    entrypoint: "/bin/sh",
    command: ["/run/secrets/start.sh"],
    user: "0",
    capabilities: STEP_DOWN,
    options: [OWN_MEMORY],
    onDataDisk: true,
    folders: [FOLDER],
    mounts: [{ source: FOLDER, target: "/data", writable: true }],
    health: resting({ command: PING, timeout: CHECK_SECONDS, failures: FAILURES, start: START_SECONDS }),
    stopSeconds: STOP_SECONDS,
    secretFiles: {
      "start.sh": [readFileSync(program("store", "redis.sh"), "utf8")],
      password: secrets.pieces([givenOr(part.password, ID)]),
    },
  });
