import type { Endpoint } from "../../airflow/endpoint";
import type { Composition } from "../../airflow/platform";
import { type Beside, beside } from "../../airflow/workloads/besides";
import type { File, Service } from "../../airflow/workloads/service";
import { dump, dumpImage } from "../data/dump";
import { contents, targetFiles } from "../files/files";
import { MASTER } from "../names";
import type { GcpReading } from "../settings/settings";
import { clean } from "../workloads/clean";
import { dagsUnits } from "../workloads/dags-units";
import { isScaled, metrics } from "../workloads/metrics";
import { gate, migration } from "../workloads/migration";
import { type Surroundings, unitOf } from "../workloads/process";
import type { MachineDocument, Unit } from "./document";
import { needed } from "./needed";
import { openings, redirects } from "./openings";
import { worker } from "./worker";

/** A server of our own on the master, or what prepares one of Google's. */
export interface Store {
  units(): readonly Unit[];
  /** Images of those units that are not Airflow's. */
  readonly images?: readonly string[];
  /** Files that they mount. */
  readonly files?: readonly File[];
}

export interface DocumentsProps {
  readonly stack: string;
  readonly reading: GcpReading;
  readonly composition: Pick<Composition, "migration" | "besides"> & { readonly services: readonly Service[] };
  readonly around: Omit<Surroundings, "dags">;
  readonly stores: readonly Store[];
  /** Where the authorities of servers go, by the servers' names. */
  readonly authorities: Readonly<Record<string, string>>;
  /** The metadata database, where it is made here: an existing one is its owner's to save. */
  readonly database?: Endpoint;
  /** Name of the bucket with the dumps. */
  readonly backups: string;
}

/** What each kind of machine runs, by its name. The same for the same file: nothing in it is known to Terraform alone. */
export class Documents {
  private readonly around: Surroundings;
  private readonly dags: { readonly units: readonly Unit[]; readonly images: readonly string[] };

  constructor(private readonly props: DocumentsProps) {
    const { reading, composition, around } = props;
    const dags = dagsUnits(reading, composition.besides, around);
    this.dags = dags;
    this.around = { ...around, dags: dags.mounts };
  }

  /** The master's, and one for each pool. */
  all(): ReadonlyMap<string, MachineDocument> {
    const workers = this.props.composition.services.flatMap((service): [string, MachineDocument][] =>
      service.pool === undefined ? [] : [[service.pool, this.pool(service.pool, service)]],
    );
    return new Map([[MASTER, this.master()], ...workers]);
  }

  private master(): MachineDocument {
    const { composition, stores } = this.props;
    const { services, migration: part } = composition;
    const own = services
      .filter(({ pool, replicas }) => pool === undefined && replicas.max > 0)
      .map((service) => this.told({ ...service, files: this.files(service) }));
    const units = [
      ...stores.flatMap((store) => store.units()),
      ...this.dags.units,
      migration({ ...part, files: this.files(part) }, this.around),
      ...own.map((service) => unitOf(service, this.around)),
      ...this.besides(),
    ];
    return this.document(MASTER, units, {
      images: [...stores.flatMap(({ images = [] }) => images), ...this.dags.images, ...this.dumpImages()],
      redirects: redirects(services),
      files: [...own.flatMap(({ files }) => files), ...stores.flatMap(({ files = [] }) => files)],
    });
  }

  private pool(pool: string, service: Service): MachineDocument {
    const { stack, reading } = this.props;
    const files = this.files(service);
    const { [pool]: poolSettings } = reading.deployment.workers;
    if (poolSettings === undefined) throw new Error(`pool ${pool} has no settings`);
    const own = { ...service, files };
    const units = [
      ...this.dags.units,
      gate(own, this.around),
      worker(own, this.around, { stack, pool, settings: reading.deployment, poolSettings }),
    ];
    return this.document(pool, units, { images: this.dags.images, redirects: [], files });
  }

  /** What runs beside Airflow's own processes. */
  private besides(): Unit[] {
    const { stack, reading, database, backups, composition } = this.props;
    const own = (name: Beside) => {
      const found = beside(composition.besides, name);
      return { ...found, files: this.files(found) };
    };
    const { workers } = reading.deployment;
    const settings = reading.deployment;
    return [
      ...(isScaled(workers) ? [metrics(own("metrics"), this.around, { stack, settings, workers })] : []),
      ...(database === undefined ? [] : [dump({ stack, reading, database, around: this.around, bucket: backups })]),
      clean(own("clean"), this.around, settings),
    ];
  }

  private dumpImages(): readonly string[] {
    return this.props.database === undefined ? [] : [dumpImage(this.props.reading)];
  }

  private files(part: Pick<Service, "files">): readonly File[] {
    return [...targetFiles(), ...part.files];
  }

  /** A change of Airflow's version waits until no worker runs a task, which the webserver's container is asked. */
  private told(service: Service): Service {
    if (service.role !== "webserver") return service;
    const drains = this.props.composition.services.map(({ runsTasks, drain }) => (runsTasks ? drain.seconds : 0));
    return { ...service, plain: { ...service.plain, AIRFLOW_CDKTF_QUIET_SECONDS: String(Math.max(...drains)) } };
  }

  private document(
    machine: string,
    units: readonly Unit[],
    more: Pick<MachineDocument, "images" | "redirects"> & { readonly files: readonly File[] },
  ): MachineDocument {
    const { stack, reading, around, authorities, composition } = this.props;
    const { version } = reading.deployment.airflow;
    const { upgradeFrom } = reading.deployment;
    return {
      image: around.image,
      stack,
      machine,
      version,
      ...(upgradeFrom === undefined ? {} : { upgradeFrom }),
      images: [...new Set(more.images)].filter((image) => image !== around.image).sort(),
      openings: openings(machine, [...composition.services, ...composition.besides], reading),
      redirects: more.redirects,
      units,
      files: needed(contents(more.files), machine === MASTER ? "master" : "worker", units),
      authorities,
    };
  }
}
