import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Endpoint } from "../../airflow/endpoint";
import type { Composition } from "../../airflow/platform";
import type { Text } from "../../airflow/secrets/secret";
import { constructId } from "../../encode/construct-id";
import { hasReference } from "../../encode/reference";
import type { MachineDocument } from "../machines/document";
import { Documents, type Store } from "../machines/documents";
import { Master } from "../machines/master";
import { rendered } from "../machines/render";
import { userData } from "../machines/user-data";
import { WorkerGroup } from "../machines/worker-group";
import { MASTER } from "../names";
import { secretsOf } from "../secrets/secrets";
import type { GcpReading } from "../settings/settings";
import type { Place } from "../words/place";

export interface AirflowMachinesProps {
  readonly place: Place;
  readonly reading: GcpReading;
  readonly composition: Composition;
  /** By digest. */
  readonly image: string;
  /** Secret variables of this target's own. */
  readonly secret: Readonly<Record<string, Text>>;
  readonly stores: readonly Store[];
  /** Authorities of servers by the servers' names: where they go, and the certificates, which only Terraform knows. */
  readonly authorities: Readonly<Record<string, { readonly path: string; readonly pem: string }>>;
  /** The metadata database, where it is made here. */
  readonly database: Endpoint | undefined;
  /** Name of the bucket with the dumps. */
  readonly backups: string;
  /** What must be there before the first machine starts, and as long as the last one runs. */
  readonly before: readonly ITerraformDependable[];
}

/** Every process of Airflow on its machine: the master, and a group of machines for each pool. */
export class AirflowMachines extends Construct {
  readonly master: Master;
  /** Names of all that the machines run. */
  readonly units: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AirflowMachinesProps,
  ) {
    super(scope, id);
    const documents = this.documents();
    this.units = [...documents.values()].flatMap(({ units }) => units.map(({ name }) => name));
    const { before, place } = props;
    this.master = new Master(this, MASTER, place, {
      ...this.told(MASTER, "master", documents),
      backups: place.settings.backups,
      dependsOn: [...before, ...this.rights(MASTER, documents)],
    });
    for (const pool of documents.keys()) if (pool !== MASTER) this.workers(pool, documents);
  }

  private documents(): ReadonlyMap<string, MachineDocument> {
    const { place, reading, composition, image, secret, stores, authorities, database, backups } = this.props;
    const { envFile } = composition;
    return new Documents({
      stack: place.stack,
      reading,
      composition: { ...composition, services: composition.services.map(({ service }) => service) },
      around: {
        image,
        secret,
        envFile: envFile === undefined ? undefined : place.secrets.envFile(envFile),
        pieces: (text) => place.secrets.pieces(text),
      },
      stores,
      authorities: mapped(authorities, ({ path }) => path),
      ...(database === undefined ? {} : { database }),
      backups,
    }).all();
  }

  /** Workers come after the master, whose machine has what they wait for, and go before it. */
  private workers(pool: string, documents: ReadonlyMap<string, MachineDocument>): void {
    const { place, reading, before } = this.props;
    const { [pool]: settings } = reading.deployment.workers;
    if (settings === undefined) throw new Error(`pool ${pool} has no settings`);
    new WorkerGroup(this, constructId(pool), place, {
      pool,
      settings,
      replicas: settings.replicas,
      concurrency: settings.concurrency,
      ...this.told(pool, "worker", documents),
      dependsOn: [...before, ...this.rights(pool, documents), this.master.instance],
    });
  }

  private told(machine: string, kind: "master" | "worker", documents: ReadonlyMap<string, MachineDocument>) {
    const { place, reading, authorities } = this.props;
    const document = this.documentOf(machine, documents);
    const text = rendered(document);
    if (hasReference(text)) throw new Error(`the document of ${machine} holds something that only Terraform knows`);
    return {
      document: text,
      userData: userData(kind, place.settings.logs.local, reading.deployment.proxy),
      references: place.secrets.references(
        document,
        mapped(authorities, ({ pem }) => pem),
      ),
    };
  }

  /** A machine that started before it may read its secrets would be refused. */
  private rights(machine: string, documents: ReadonlyMap<string, MachineDocument>): ITerraformDependable[] {
    const { secrets, identities } = this.props.place;
    const { member } = machine === MASTER ? identities.master : identities.pool(machine);
    return secrets.grantRead(machine, member, secretsOf(this.documentOf(machine, documents)));
  }

  private documentOf(machine: string, documents: ReadonlyMap<string, MachineDocument>): MachineDocument {
    const found = documents.get(machine);
    if (found === undefined) throw new Error(`no document of ${machine}`);
    return found;
  }
}

const mapped = <Value, Result>(entries: Readonly<Record<string, Value>>, of: (value: Value) => Result) =>
  Object.fromEntries(Object.entries(entries).map(([name, value]): [string, Result] => [name, of(value)]));
