import { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { ComputeInstanceGroupManager } from "@cdktf/provider-google/lib/compute-instance-group-manager";
import { ComputeInstanceTemplate } from "@cdktf/provider-google/lib/compute-instance-template";
import { ComputeRegionInstanceGroupManager } from "@cdktf/provider-google/lib/compute-region-instance-group-manager";
import type { IConstruct } from "constructs";
import { parse } from "yaml";
import { z } from "zod";
import { hasReference } from "../../encode/reference";
import { unliteral } from "../../encode/terraform";
import { MACHINE_LABEL, METADATA } from "../names";

/** What a kind of machine boots from: letter by letter what Terraform gives it. */
export interface Boots {
  /** `master`, or the pool. */
  readonly machine: string;
  readonly userData: string;
  /** Its document, see machine/document.ts. */
  readonly document: string;
}

export interface MadeUnit {
  /** `master`, and pools. */
  readonly machines: readonly string[];
  /** Seconds after which systemd kills one that does not stop. */
  readonly stopSeconds: number;
}

/** What the stack makes, read off the resources themselves: what people review is what Terraform makes. */
export interface Made {
  /** Machines by the name of their group; a group whose size is its autoscaler's is not among them. */
  readonly machines: ReadonlyMap<string, number>;
  readonly boots: readonly Boots[];
  /** Units of the machines' documents by their names. */
  readonly units: ReadonlyMap<string, MadeUnit>;
}

export function madeIn(scope: IConstruct): Made {
  const all = scope.node.findAll();
  const groups = all.filter(
    (one) => one instanceof ComputeInstanceGroupManager || one instanceof ComputeRegionInstanceGroupManager,
  );
  const machines = all.filter((one) => one instanceof ComputeInstance || one instanceof ComputeInstanceTemplate);
  const boots = machines.map(({ labelsInput = {}, metadataInput = {} }) => ({
    machine: labelsInput[MACHINE_LABEL] ?? "",
    userData: written(METADATA.userData, metadataInput),
    document: written(METADATA.machine, metadataInput),
  }));
  return {
    machines: new Map(
      groups.flatMap(({ nameInput = "", targetSizeInput: size }) => (size === undefined ? [] : [[nameInput, size]])),
    ),
    boots,
    units: unitsOf(boots),
  };
}

const SHAPE = z.object({ units: z.array(z.object({ name: z.string(), text: z.string() })) });

function unitsOf(boots: readonly Boots[]): ReadonlyMap<string, MadeUnit> {
  const all = boots.flatMap(({ machine, document }) =>
    SHAPE.parse(parse(document)).units.map((unit) => ({ ...unit, machine })),
  );
  return new Map(
    all.map(({ name, text }) => [
      name,
      {
        machines: all.filter((one) => one.name === name).map(({ machine }) => machine),
        stopSeconds: Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1] ?? 0),
      },
    ]),
  );
}

/** As the machine reads it: Terraform's own escapes are off again. */
function written(key: string, metadata: Readonly<Record<string, string>>): string {
  const text = metadata[key] ?? "";
  if (hasReference(text)) throw new Error(`${key} of a machine holds a reference: nobody could read it at review`);
  return unliteral(text);
}
