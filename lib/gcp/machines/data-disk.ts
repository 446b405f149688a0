import { ComputeDisk } from "@cdktf/provider-google/lib/compute-disk";
import { ComputeDiskResourcePolicyAttachment } from "@cdktf/provider-google/lib/compute-disk-resource-policy-attachment";
import { ComputeResourcePolicy } from "@cdktf/provider-google/lib/compute-resource-policy";
import { Construct } from "constructs";
import { DAY_SECONDS } from "../../deployment/usual";
import { nameOf } from "../names";
import { regionOf } from "../settings/scalars";
import type { GcpFile } from "../settings/settings";
import type { Place } from "../words/place";
import { diskTypeOf } from "./instance";
import { stackLabels } from "./labels";

const WHAT = "data";
export type DataDiskPlace = Pick<Place, "stack" | "settings" | "after">;

/** Database, queues and dumps: a disk of its own, which outlives the machine and is copied every day. */
export class DataDisk extends Construct {
  readonly disk: ComputeDisk;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: DataDiskPlace,
    backups: GcpFile["backups"],
  ) {
    super(scope, id);
    const { stack, settings, after } = place;
    const { master, zone, protect } = settings;
    this.disk = new ComputeDisk(this, "disk", {
      name: nameOf(stack, WHAT),
      description: `Database and queues of Airflow ${stack}`,
      zone,
      type: diskTypeOf(master.machine),
      size: master.dataDisk,
      // A smaller one would be another, empty disk.
      lifecycle: { preventDestroy: protect },
      dependsOn: [...after],
    });
    this.disk.overrideLogicalId(WHAT);
    this.snapshots(backups);
  }

  private snapshots({ hour, keep }: GcpFile["backups"]): void {
    const { stack, settings, after } = this.place;
    const region = regionOf(settings.zone);
    const policy = new ComputeResourcePolicy(this, "policy", {
      name: nameOf(stack, WHAT),
      region,
      snapshotSchedulePolicy: {
        // Google begins within the hour.
        schedule: { dailySchedule: { daysInCycle: 1, startTime: `${String(hour).padStart(2, "0")}:00` } },
        retentionPolicy: {
          maxRetentionDays: keep / DAY_SECONDS,
          // The last copies of a disk that somebody deleted are what it is got back from.
          onSourceDiskDelete: "KEEP_AUTO_SNAPSHOTS",
        },
        snapshotProperties: {
          storageLocations: [region],
          guestFlush: false,
          labels: stackLabels(stack, settings),
        },
      },
      dependsOn: [...after],
    });
    policy.overrideLogicalId(WHAT);
    const attachment = new ComputeDiskResourcePolicyAttachment(this, "attachment", {
      name: policy.name,
      disk: this.disk.name,
      zone: settings.zone,
    });
    attachment.overrideLogicalId(WHAT);
    // Attached to a disk that went, it would be gone with it.
    attachment.addOverride("lifecycle.replace_triggered_by", [
      `${this.disk.terraformResourceType}.${this.disk.friendlyUniqueId}.disk_id`,
    ]);
  }
}
