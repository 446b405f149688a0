import type { Container } from "@cdktf/provider-docker/lib/container";
import { Construct } from "constructs";
import type { Endpoint } from "../../airflow/platform";
import { hole } from "../../airflow/secrets/secret";
import type { MetadataDatabasePart } from "../../deployment/data";
import { USUAL_PORTS } from "../../deployment/usual";
import type { Image } from "../image/image";
import { alias } from "../names";
import type { Place } from "../words/place";
import { container } from "../workloads/container";
import { healthcheck } from "../workloads/health";
import { Storage } from "./storage";

export const DATABASE_PORT = USUAL_PORTS.postgres;
const DATA = "/var/lib/airflow-metadata";
const PASSWORD_FILE = "/run/secrets/password";

/** Our own Postgres. Its data outlives the container; its password is read from a file, never from the environment. */
export class MetadataDatabase extends Construct {
  readonly endpoint: Endpoint = {
    host: alias["metadata-database"],
    port: String(DATABASE_PORT),
    shownAs: alias["metadata-database"],
  };

  readonly container: Container;

  constructor(scope: Construct, id: string, place: Place, part: MetadataDatabasePart, image: Image, where: string) {
    super(scope, id);
    const data = new Storage(this, "metadata-database-data", place.stack, where);
    const password = part.password === undefined ? hole("metadata-database") : { given: part.password };
    this.container = container(this, {
      stack: place.stack,
      name: "metadata-database",
      role: "metadata-database",
      image: image.id,
      network: place.network.name,
      aliases: [alias["metadata-database"]],
      environment: {
        POSTGRES_USER: part.user,
        POSTGRES_DB: part.name,
        POSTGRES_PASSWORD_FILE: PASSWORD_FILE,
        // A folder below the mount: a disk's own lost+found does not disturb initdb.
        PGDATA: `${DATA}/pgdata`,
      },
      // Over TCP: the server that initdb runs listens on a socket only and must not count.
      health: healthcheck({
        command: `pg_isready -q -h 127.0.0.1 -U ${part.user} -d ${part.name}`,
        timeout: 5,
        failures: 3,
        start: 60,
      }),
      stopSeconds: 60,
      more: {
        command: ["postgres", "-c", `max_connections=${part.maxConnections ?? 100}`],
        mounts: [data.mountedAt(DATA)],
        // Readable by all inside: the image reads it as its own user.
        upload: [{ file: PASSWORD_FILE, content: place.secrets.value(password), permissions: "0444" }],
      },
    });
  }
}
