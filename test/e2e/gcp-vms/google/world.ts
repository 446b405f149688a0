/** What machines are made from, and cannot change while they run. */
export interface Kind {
  readonly machineType: string;
  readonly diskSizeGb: string;
  readonly provisioningModel: string;
}

/** A machine as Google knows it. */
export interface Instance {
  readonly kind: Kind;
  readonly name: string;
  readonly id: string;
  readonly zone: string;
  readonly address: string;
  /** Of its service account. */
  readonly email: string;
  readonly labels: Readonly<Record<string, string>>;
  metadata: Readonly<Record<string, string>>;
  /** Guest attributes by NAMESPACE/KEY. */
  readonly guest: Map<string, string>;
  /** `zones/europe-west3-a/NAME` of the group that made it. */
  readonly group?: string;
  status: "RUNNING" | "STOPPING" | "TERMINATED";
}

/** What a group makes its machines from. */
export type Template = Pick<Instance, "kind" | "labels" | "metadata">;

export interface Group {
  readonly name: string;
  /** `zones/europe-west3-a`, `regions/europe-west3` */
  readonly location: string;
  /** Of machines that it makes from now on. */
  readonly template: Template;
  targetSize: number;
  /** What its autoscaler would have. */
  recommended?: number;
}

export interface StoredObject {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly generation: number;
  readonly updated: string;
}

/** `member` has `role` on one thing, or on the whole project. */
export interface Grant {
  readonly email: string;
  readonly role: string;
  readonly resource: "project" | `secret ${string}` | `bucket ${string}` | `repository ${string}`;
}

export interface Point {
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly at: number;
}

/** What is in the project: filled from the stack by the run, looked at and changed by machines through Google's APIs. */
export class World {
  readonly instances = new Map<string, Instance>();
  readonly groups = new Map<string, Group>();
  /** Values of each secret's versions, the first is version 1. */
  readonly secrets = new Map<string, string[]>();
  readonly buckets = new Map<string, Map<string, StoredObject>>();
  readonly points: Point[] = [];
  readonly grants: Grant[] = [];
  /** Permissions of the project's own roles, by their full name. */
  readonly roles = new Map<string, readonly string[]>();
  /** Machines that asked for their own deletion, or for whose somebody asked. */
  readonly deletions: { readonly by: string; readonly instance: string }[] = [];
  /** Called when somebody asks a group to make a machine anew. */
  onReplace: (instance: string) => void = () => undefined;
  /** Who had access to which version of which secret. */
  readonly accesses: string[] = [];
  /** Requests that the run's Google knows nothing of, and those it refused. */
  readonly unknown: string[] = [];
  readonly refused: string[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(
    readonly project: string,
    readonly region: string,
  ) {}

  byAddress(address: string): Instance | undefined {
    return [...this.instances.values()].find((one) => one.address === address && one.status !== "TERMINATED");
  }

  /** As an apply or `setMetadata` does; those that wait for a change get their answer. */
  setMetadata(name: string, metadata: Readonly<Record<string, string>>): void {
    const instance = this.instances.get(name);
    if (instance === undefined) throw new Error(`there is no machine ${name}`);
    instance.metadata = metadata;
    for (const wake of [...this.waiting]) wake();
  }

  /** Ends with the next change of any metadata, or after some seconds. */
  changed(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, seconds * 1000);
      this.waiting.add(done);
    });
  }

  stop(): void {
    for (const wake of [...this.waiting]) wake();
  }
}
