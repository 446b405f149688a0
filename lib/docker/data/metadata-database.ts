import type { Container } from "@cdktf/provider-docker/lib/container";
import { Construct } from "constructs";
import type { Endpoint } from "../../airflow/endpoint";
import { givenOr } from "../../airflow/secrets/secret";
import type { Workload } from "../../airflow/workloads/service";
import { portOf } from "../../airflow/workloads/workload";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Image } from "../image/image";
import type { Place } from "../words/place";
import { container } from "../workloads/container";
import { healthcheck } from "../workloads/health";
import { Storage } from "./storage";

const DATA = "/var/lib/airflow-metadata";
const PASSWORD_FILE = "/run/secrets/password";

export interface MetadataDatabaseProps {
  readonly workload: Workload;
  readonly part: MetadataDatabasePart;
  readonly image: Image;
  /** `volume`, or a folder of the host. */
  readonly where: string;
}

/** Our own Postgres. Its data outlives the container; its password is read from a file, never from the environment. */
export class MetadataDatabase extends Construct {
  readonly endpoint: Endpoint;
  readonly container: Container;

  constructor(scope: Construct, id: string, place: Place, { workload, part, image, where }: MetadataDatabaseProps) {
    super(scope, id);
    const { name, command } = workload;
    this.endpoint = { host: name, port: String(portOf(workload)), shownAs: name };
    const data = new Storage(this, "metadata-database-data", place.stack, where);
    const password = place.secrets.value(givenOr(part.password, "metadata-database"));
    this.container = container(this, {
      stack: place.stack,
      name,
      role: name,
      image: image.id,
      network: place.network.name,
      aliases: [name],
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
        command: [...command],
        mounts: [data.mountedAt(DATA)],
        // Readable by all inside: the image reads it as its own user.
        upload: [{ file: PASSWORD_FILE, content: password, permissions: "0444" }],
      },
    });
  }
}
