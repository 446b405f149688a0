import { Construct } from "constructs";
import type { Endpoint } from "../../airflow/endpoint";
import { databaseImage, databasePort } from "../../airflow/workloads/metadata-database";
import type { MetadataDatabasePart } from "../../deployment/schema/data";
import type { Unit } from "../machines/document";
import { masterAddress } from "../network/addresses";
import type { Place } from "../words/place";
import { CloudSql } from "./cloud-sql";
import { userUnit } from "./cloud-sql-user";
import { ownDatabase } from "./own-database";

const ID = "metadata-database";

/** What Airflow's own database is here: a server on the master, or one of Cloud SQL. Its name is the same in both. */
export class MetadataDatabase extends Construct {
  readonly endpoint: Endpoint;
  /** Who signs the server's certificate, as PEM text; undefined: it has none. */
  readonly authority?: string;
  /** Images of its units that are not Airflow's. */
  readonly images: readonly string[];
  private readonly unit: Unit;

  /** @param image Airflow's, with which a user of Cloud SQL is made */
  constructor(scope: Construct, id: string, place: Place, part: MetadataDatabasePart, image: string) {
    super(scope, id);
    const { settings, discovery, secrets } = place;
    const port = String(databasePort(part));
    if (settings.cloudSql === false) {
      const host = discovery.record(ID, masterAddress(settings));
      this.endpoint = { host, port, shownAs: `${host}:${port}` };
      this.unit = ownDatabase(part, settings.databases, secrets);
      this.images = [databaseImage(part)];
      return;
    }
    const { address, authority, instance } = new CloudSql(this, "cloud-sql", place, part, settings.cloudSql);
    const host = discovery.record(ID, address);
    // Google signs with an authority that this one instance has, and writes its own name for it into the certificate.
    this.endpoint = { host, port, shownAs: `${host}:${port}`, tls: { ca: "placed", name: false } };
    this.authority = authority;
    this.images = [];
    this.unit = userUnit({ project: settings.project, instance, part, endpoint: this.endpoint, image, secrets });
  }

  /** What the master runs for it. */
  units(): readonly Unit[] {
    return [this.unit];
  }
}
