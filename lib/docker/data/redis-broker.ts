import type { Container } from "@cdktf/provider-docker/lib/container";
import { Construct } from "constructs";
import type { Endpoint } from "../../airflow/endpoint";
import { givenOr } from "../../airflow/secrets/secret";
import type { Workload } from "../../airflow/workloads/service";
import { portOf } from "../../airflow/workloads/workload";
import type { BrokerPart } from "../../deployment/schema/data";
import { redisArgument } from "../../encode/redis";
import type { Image } from "../image/image";
import type { Place } from "../words/place";
import { container } from "../workloads/container";
import { healthcheck } from "../workloads/health";
import { Storage } from "./storage";

const CONFIGURATION = "/run/secrets/redis.conf";
const QUESTION = "/run/secrets/ping";

/** Waiting tasks are data: every write goes to the disk within a second, and nothing is ever evicted. */
const SETTINGS = [
  "dir /data",
  "appendonly yes",
  "appendfsync everysec",
  "maxmemory-policy noeviction",
  "tcp-keepalive 60",
];

/** The password goes in by standard input, so that no process list shows it. */
const PING = `redis-cli < ${QUESTION} | grep -q PONG`;

export interface RedisBrokerProps {
  readonly workload: Workload;
  readonly part: BrokerPart;
  readonly image: Image;
  /** `volume`, or a folder of the host. */
  readonly where: string;
}

/** Our own Redis, always with a password. */
export class RedisBroker extends Construct {
  readonly endpoint: Endpoint;
  readonly container: Container;

  constructor(scope: Construct, id: string, place: Place, { workload, part, image, where }: RedisBrokerProps) {
    super(scope, id);
    const { name, command } = workload;
    this.endpoint = { host: name, port: String(portOf(workload)), shownAs: name };
    const data = new Storage(this, "broker-data", place.stack, where);
    const password = redisArgument(place.secrets.value(givenOr(part.password, "broker")));
    this.container = container(this, {
      stack: place.stack,
      name,
      role: name,
      image: image.id,
      network: place.network.name,
      aliases: [name],
      health: healthcheck({ command: PING, timeout: 5, failures: 3, start: 60 }),
      startSeconds: 120,
      stopSeconds: 30,
      more: {
        command: [...command, CONFIGURATION],
        mounts: [data.mountedAt("/data")],
        upload: [
          {
            file: CONFIGURATION,
            content: [...SETTINGS, `requirepass ${password}`, ""].join("\n"),
            permissions: "0444",
          },
          { file: QUESTION, content: `AUTH ${password}\nPING\n`, permissions: "0444" },
        ],
      },
    });
  }
}
