import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { MASTER, nameOf } from "../names";
import { masterAddress } from "../network/addresses";
import { regionOf } from "../settings/scalars";
import type { GcpFile } from "../settings/settings";
import type { Place } from "../words/place";
import { DataDisk } from "./data-disk";
import { accountOf, diskTypeOf, imageOf, metadataOf, SHIELDED, type Told } from "./instance";
import { machineLabels } from "./labels";

/** Name of the data disk for the machine: /dev/disk/by-id/google-airflow-data. */
export const DATA_DEVICE = "airflow-data";

export interface MasterProps extends Told {
  readonly dependsOn: readonly ITerraformDependable[];
  readonly backups: GcpFile["backups"];
}

export type MasterPlace = Pick<Place, "stack" | "settings" | "after"> & {
  readonly network: Pick<Place["network"], "subnetId" | "nat">;
  readonly identities: Pick<Place["identities"], "master">;
  readonly discovery: Pick<Place["discovery"], "ready">;
};

/**
 * The machine with everything but the workers. What it runs is told by metadata, which changes in place: the machine
 * itself is made anew only for another zone, milestone or system disk, and finds its data disk again.
 */
export class Master extends Construct {
  readonly instance: ComputeInstance;
  /** Inside the network; known before anything exists. */
  readonly address: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: MasterPlace,
    props: MasterProps,
  ) {
    super(scope, id);
    this.address = masterAddress(place.settings);
    const { disk } = new DataDisk(this, "data", place, props.backups);
    this.instance = this.machine(props, disk.selfLink);
  }

  private machine({ dependsOn, ...told }: MasterProps, disk: string): ComputeInstance {
    const { stack, settings, network, identities, discovery } = this.place;
    const { zone, os, protect, master } = settings;
    const instance = new ComputeInstance(this, "instance", {
      name: nameOf(stack, MASTER),
      description: `Airflow ${stack}: all but the workers`,
      zone,
      machineType: master.machine,
      labels: machineLabels(stack, settings, MASTER),
      bootDisk: { initializeParams: { image: imageOf(os), size: master.disk, type: diskTypeOf(master.machine) } },
      attachedDisk: [{ source: disk, deviceName: DATA_DEVICE }],
      // No access config: it has no address outside.
      networkInterface: [{ subnetwork: network.subnetId, networkIp: this.reserved() }],
      serviceAccount: accountOf(identities.master.email),
      shieldedInstanceConfig: SHIELDED,
      metadata: metadataOf(told),
      scheduling: { provisioningModel: "STANDARD", automaticRestart: true, onHostMaintenance: "MIGRATE" },
      // Another machine type stops it for some minutes, and an apply that died meanwhile left it stopped.
      allowStoppingForUpdate: true,
      desiredStatus: "RUNNING",
      deletionProtection: protect,
      dependsOn: [...network.nat, ...discovery.ready, ...identities.master.rights, ...dependsOn],
    });
    instance.overrideLogicalId(MASTER);
    return instance;
  }

  /** Another address is reserved before the machine takes it and the old one goes, so each has a name of its own. */
  private reserved(): string {
    const { stack, settings, network, after } = this.place;
    const address = new ComputeAddress(this, "address", {
      name: nameOf(stack, `${MASTER}-${this.address.replaceAll(".", "-")}`),
      region: regionOf(settings.zone),
      addressType: "INTERNAL",
      subnetwork: network.subnetId,
      address: this.address,
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [...after],
    });
    address.overrideLogicalId(MASTER);
    return address.address;
  }
}
