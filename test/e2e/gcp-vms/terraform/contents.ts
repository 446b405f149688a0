import type { Grant, Kind } from "../google/world";
import type { Applied } from "./evaluate";

/** One machine, or what all machines of a group are made from. */
export interface MachineSpec {
  /** `master`, or the pool. */
  readonly machine: string;
  readonly name: string;
  /** `zones/europe-west3-a` or `regions/europe-west3` */
  readonly location: string;
  /** Of the master only. */
  readonly address?: string;
  /** Machines of the group at first; undefined for the master. */
  readonly size?: number;
  readonly kind: Kind;
  readonly email: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly action: "allow" | "deny";
  readonly ports: readonly string[];
  readonly ranges: readonly string[];
  readonly accounts: readonly string[];
  readonly targets: readonly string[];
  readonly why: string;
}

/** A stack as Google has it after an apply. */
export interface Contents {
  readonly master: MachineSpec;
  readonly pools: readonly MachineSpec[];
  readonly grants: readonly Grant[];
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly secrets: ReadonlyMap<string, string>;
  readonly buckets: readonly string[];
  /** Addresses by the names in the private zone. */
  readonly names: ReadonlyMap<string, string>;
  readonly rules: readonly Rule[];
}

type Values = Applied["values"];

const text = (values: Values, key: string): string => String(values[key] ?? "");
const last = (path: string): string => path.split("/").at(-1) ?? "";
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Blocks of Terraform that occur once are lists in its state. */
const block = (value: unknown): Values => ((Array.isArray(value) ? value[0] : value) ?? {}) as Values;

export function contents(resources: readonly Applied[]): Contents {
  const all = (type: string) => resources.filter((one) => one.type === type && one.mode === "managed");
  const [instance] = all("google_compute_instance");
  if (instance === undefined) throw new Error("the stack has no machine");
  const groups = [
    ...all("google_compute_instance_group_manager"),
    ...all("google_compute_region_instance_group_manager"),
  ];
  return {
    master: master(instance),
    pools: groups.map((one) => pool(one, resources)),
    grants: [
      ...all("google_project_iam_member").map(({ values }) => grant(values, "project")),
      ...all("google_secret_manager_secret_iam_member").map(({ values }) =>
        grant(values, `secret ${last(text(values, "secret_id"))}`),
      ),
      ...all("google_storage_bucket_iam_member").map(({ values }) => grant(values, `bucket ${text(values, "bucket")}`)),
      ...all("google_artifact_registry_repository_iam_member").map(({ values }) =>
        grant(values, `repository ${text(values, "project")}/${last(text(values, "repository"))}`),
      ),
    ],
    roles: new Map(
      all("google_project_iam_custom_role").map(({ values }) => [text(values, "id"), texts(values["permissions"])]),
    ),
    secrets: new Map(
      all("google_secret_manager_secret_version").map(({ values }) => [
        last(text(values, "secret")),
        text(values, "secret_data"),
      ]),
    ),
    buckets: all("google_storage_bucket").map(({ values }) => text(values, "name")),
    names: new Map(
      all("google_dns_record_set").map(({ values }) => [
        text(values, "name").replace(/\.$/, ""),
        texts(values["rrdatas"])[0] ?? "",
      ]),
    ),
    rules: all("google_compute_firewall").map(({ values }) => rule(values)),
  };
}

const machine = (values: Values, disk: unknown) => ({
  kind: {
    machineType: text(values, "machine_type"),
    diskSizeGb: String(disk),
    provisioningModel: text(block(values["scheduling"]), "provisioning_model"),
  },
  email: text(block(values["service_account"]), "email"),
  labels: (values["labels"] ?? {}) as Readonly<Record<string, string>>,
  metadata: (values["metadata"] ?? {}) as Readonly<Record<string, string>>,
});

const master = ({ name, values }: Applied): MachineSpec => ({
  machine: name,
  name: text(values, "name"),
  location: `zones/${text(values, "zone")}`,
  address: text(block(values["network_interface"]), "network_ip"),
  ...machine(values, block(block(values["boot_disk"])["initialize_params"])["size"]),
});

/** A group's template has its name in Terraform's addresses. */
function pool({ name, type, values }: Applied, resources: readonly Applied[]): MachineSpec {
  const template = resources.find((one) => one.type === "google_compute_instance_template" && one.name === name);
  if (template === undefined) throw new Error(`group ${name} has no template`);
  const zonal = type === "google_compute_instance_group_manager";
  const autoscaler = resources.find((one) => /_autoscaler$/.test(one.type) && one.name === name);
  const least = block(autoscaler?.values["autoscaling_policy"])["min_replicas"];
  return {
    machine: name,
    name: text(values, "base_instance_name"),
    location: zonal ? `zones/${text(values, "zone")}` : `regions/${text(values, "region")}`,
    size: autoscaler === undefined ? Number(values["target_size"]) : Number(least),
    ...machine(template.values, block(template.values["disk"])["disk_size_gb"]),
  };
}

const grant = (values: Values, resource: Grant["resource"]): Grant => ({
  email: text(values, "member").replace("serviceAccount:", ""),
  role: text(values, "role"),
  resource,
});

function rule(values: Values): Rule {
  const [allow, deny] = [block(values["allow"]), block(values["deny"])];
  const action = allow["protocol"] === undefined ? "deny" : "allow";
  return {
    name: text(values, "name"),
    priority: Number(values["priority"]),
    action,
    ports: texts((action === "allow" ? allow : deny)["ports"]),
    ranges: texts(values["source_ranges"]),
    accounts: texts(values["source_service_accounts"]),
    targets: texts(values["target_service_accounts"]),
    why: text(values, "description"),
  };
}
