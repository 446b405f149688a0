import { MACHINE_LABEL, OS_LABEL, STACK_LABEL, STATE_ATTRIBUTE } from "../../lib/gcp/names";
import { type Compute, ComputeError } from "./compute";
import { generationOf, type MachineState, type Metadata, parseState } from "./machine-state";

/** Between two looks at the machines. */
export const POLL_MILLISECONDS = 5000;

/** A machine as Compute Engine lists it. */
interface Instance {
  readonly name: string;
  readonly selfLink: string;
  readonly zone: string;
  readonly status: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly metadata?: Metadata;
  readonly machineType: string;
  readonly disks?: readonly { readonly boot?: boolean; readonly diskSizeGb?: string }[];
  readonly scheduling?: Scheduling;
}

interface Scheduling {
  readonly provisioningModel?: string;
}

interface Group {
  readonly name: string;
  readonly selfLink: string;
  readonly instanceTemplate?: string;
  readonly versions?: readonly { readonly instanceTemplate?: string }[];
  readonly targetSize: number;
}

interface Managed {
  readonly instance: string;
}

interface Template {
  readonly properties: {
    readonly metadata?: Metadata;
    readonly labels?: Readonly<Record<string, string>>;
    readonly machineType: string;
    readonly disks?: readonly {
      readonly boot?: boolean;
      readonly initializeParams?: { readonly diskSizeGb?: string };
    }[];
    readonly scheduling?: Scheduling;
  };
}

/** One machine of a stack, and what it is to run. */
export interface Machine {
  readonly name: string;
  readonly selfLink: string;
  /** RUNNING, STAGING, TERMINATED, ... as Compute Engine says. */
  readonly status: string;
  /** The generation that its group, or its own metadata, asks for. */
  readonly wanted: string;
  /** Undefined: it has said nothing yet. */
  readonly state: MachineState | undefined;
  readonly metadata: Metadata;
  /** Link of the group that it belongs to. Undefined: the master. */
  readonly group: string | undefined;
  /** Its type, disk or kind of capacity is another than its group's now: only `npm run drain` changes that. */
  readonly outdated: boolean;
}

/** Machines of one name: the master, or a pool. */
export interface Part {
  readonly name: string;
  readonly machines: readonly Machine[];
  /** Machines that its group is to have. */
  readonly target: number;
}

/** Every machine of a stack as it is now, the master first. */
export async function fleet(compute: Compute, project: string, stack: string, pools: readonly string[]) {
  const instances = await compute.all<Instance>(project, "instances", `labels.${STACK_LABEL}=${stack}`);
  const of = (name: string) => instances.filter(({ labels }) => labels?.[MACHINE_LABEL] === name);
  const master: Part = {
    name: "master",
    target: 1,
    machines: await Promise.all(
      of("master").map((instance) => machine(compute, instance, { wanted: generationOf(instance.metadata ?? {}) })),
    ),
  };
  const groups = await compute.all<Group>(project, "instanceGroupManagers", `name:${stack}-*`);
  const parts = pools.map(async (pool): Promise<Part> => {
    const group = groups.find(({ name }) => name === `${stack}-${pool}`);
    if (group === undefined) return { name: pool, target: Number.NaN, machines: [] };
    return { name: pool, target: group.targetSize, machines: await managed(compute, group, of(pool)) };
  });
  return [master, ...(await Promise.all(parts))];
}

async function managed(compute: Compute, group: Group, instances: readonly Instance[]): Promise<Machine[]> {
  const link = group.instanceTemplate ?? group.versions?.[0]?.instanceTemplate;
  if (link === undefined) throw new Error(`the group ${group.name} has no template`);
  const template = await compute.get<Template>(link);
  const { managedInstances = [] } = await compute.post<{ managedInstances?: readonly Managed[] }>(
    `${group.selfLink}/listManagedInstances`,
    {},
  );
  const members = new Set(managedInstances.map(({ instance }) => last(instance)));
  const wanted = generationOf(template.properties.metadata ?? {});
  return await Promise.all(
    instances
      .filter(({ name }) => members.has(name))
      .map(async (instance) =>
        machine(compute, instance, {
          wanted,
          group: group.selfLink,
          outdated: !alike(instance, template),
        }),
      ),
  );
}

function alike({ machineType, disks = [], scheduling = {}, labels }: Instance, { properties }: Template): boolean {
  const disk = disks.find(({ boot }) => boot)?.diskSizeGb;
  const wanted = properties.disks?.find(({ boot }) => boot)?.initializeParams?.diskSizeGb;
  return (
    last(machineType) === last(properties.machineType) &&
    disk === wanted &&
    labels?.[OS_LABEL] === properties.labels?.[OS_LABEL] &&
    (scheduling.provisioningModel ?? STANDARD) === (properties.scheduling?.provisioningModel ?? STANDARD)
  );
}

const STANDARD = "STANDARD";

async function machine(
  compute: Compute,
  instance: Instance,
  more: { readonly wanted: string; readonly group?: string; readonly outdated?: boolean },
): Promise<Machine> {
  const { name, selfLink, status, metadata = {} } = instance;
  const state = await stateOf(compute, selfLink);
  return {
    name,
    selfLink,
    status,
    metadata,
    state,
    group: more.group,
    outdated: more.outdated ?? false,
    wanted: more.wanted,
  };
}

/** Compute Engine answers 404 for a machine that has written nothing, and for one that is gone. */
async function stateOf(compute: Compute, link: string): Promise<MachineState | undefined> {
  const { namespace, key } = STATE_ATTRIBUTE;
  const query = `queryPath=${encodeURIComponent(`${namespace}/${key}`)}`;
  try {
    const answer = await compute.get<{ queryValue?: { items?: readonly { value: string }[] } }>(
      `${link}/getGuestAttributes?${query}`,
    );
    const value = answer.queryValue?.items?.[0]?.value;
    return value === undefined ? undefined : parseState(value);
  } catch (error) {
    if (error instanceof ComputeError && error.status === 404) return undefined;
    throw error;
  }
}

export const last = (link: string): string => link.slice(link.lastIndexOf("/") + 1);
