import { createHash } from "node:crypto";
import type { Group, Instance, Kind, World } from "./world";

const BASE = "https://www.googleapis.com/compute/v1";

export const fingerprintOf = (metadata: Readonly<Record<string, string>>): string =>
  createHash("sha256").update(JSON.stringify(metadata)).digest("base64").slice(0, 12);

const metadataShown = (metadata: Readonly<Record<string, string>>): object => ({
  fingerprint: fingerprintOf(metadata),
  items: Object.entries(metadata).map(([key, value]) => ({ key, value })),
});

/** Machines and groups in the words of Compute Engine's REST reference. */
export class Shown {
  constructor(private readonly project: World["project"]) {}

  link({ zone, name }: Pick<Instance, "zone" | "name">): string {
    return this.url(`zones/${zone}/instances/${name}`);
  }

  instance(one: Instance): object {
    const { name, id, zone, address, labels, metadata, status, kind } = one;
    return {
      name,
      id,
      status,
      labels,
      selfLink: this.link(one),
      zone: this.url(`zones/${zone}`),
      machineType: this.url(`zones/${zone}/machineTypes/${kind.machineType}`),
      disks: [{ boot: true, diskSizeGb: kind.diskSizeGb }],
      scheduling: { provisioningModel: kind.provisioningModel },
      networkInterfaces: [{ networkIP: address }],
      metadata: metadataShown(metadata),
    };
  }

  group({ name, location, targetSize }: Group): object {
    const [kind = "", place = ""] = location.split("/");
    const template = this.url(`global/instanceTemplates/${name}`);
    return {
      name,
      targetSize,
      [kind === "zones" ? "zone" : "region"]: this.url(`${kind}/${place}`),
      instanceTemplate: template,
      versions: [{ instanceTemplate: template }],
      selfLink: this.url(`${location}/instanceGroupManagers/${name}`),
      status: { isStable: true, autoscaler: this.url(`${location}/autoscalers/${name}`) },
    };
  }

  /** A group's newest one has the group's name here. */
  template({ name, template: { kind, labels, metadata } }: Group): object {
    return { name, properties: { labels, metadata: metadataShown(metadata), ...properties(kind) } };
  }

  operation(location: string): object {
    const name = `operation-${Date.now()}`;
    const selfLink = this.url(`${location}/operations/${name}`);
    return { kind: "compute#operation", name, id: "1", status: "DONE", progress: 100, selfLink };
  }

  private url(path: string): string {
    return `${BASE}/projects/${this.project}/${path}`;
  }
}

const properties = ({ machineType, diskSizeGb, provisioningModel }: Kind) => ({
  machineType,
  disks: [{ boot: true, initializeParams: { diskSizeGb } }],
  scheduling: { provisioningModel },
});
