import type { ContainerMounts } from "@cdktf/provider-docker/lib/container";
import { Volume } from "@cdktf/provider-docker/lib/volume";
import { Construct } from "constructs";
import { hostPath } from "../../encode/paths";
import { nameOf, STACK_LABEL } from "../names";

/**
 * Data that outlives containers: a named volume, or a folder of the host.
 * A destroy removes the volume; a folder of the host is never touched.
 */
export class Storage extends Construct {
  private readonly place: Pick<ContainerMounts, "type" | "source">;

  constructor(scope: Construct, id: string, stack: string, where: string) {
    super(scope, id);
    this.place =
      where === "volume"
        ? { type: "volume", source: this.volume(stack, id) }
        : { type: "bind", source: hostPath(where) };
  }

  mountedAt(target: string): ContainerMounts {
    return { ...this.place, target };
  }

  private volume(stack: string, id: string): string {
    const volume = new Volume(this, "volume", {
      name: nameOf(stack, id),
      labels: [{ label: STACK_LABEL, value: stack }],
    });
    volume.overrideLogicalId(id);
    return volume.name;
  }
}
