import { durationWords } from "../../airflow/derived/units";
import type { Built, Statement } from "../../airflow/words/built";
import { nameOf } from "../names";
import type { GcpReading } from "../settings/settings";

/** What `cdktf destroy` takes away where the file lets it, and what stays. */
export function destroyed(stack: string, reading: GcpReading): Built["destroy"] {
  const { logs, access, state } = reading.deployment;
  return {
    lost: [
      ...stores(stack, reading),
      say("bucket with logs", `logs of all tasks of the last ${durationWords(logs.tasks)}`, ["logs", "tasks"]),
      say("machines", "with what lies on their own disks: the master, and all workers with the tasks that run", [
        "workers",
      ]),
      ...(access.domain === undefined
        ? []
        : [
            say(`address of ${access.domain}`, "its record has to lead to another one afterwards", [
              "access",
              "domain",
            ]),
          ]),
      say(
        "passwords and keys",
        "the next deployment generates new ones, and what the old Fernet key encrypted in a restored database is unreadable then",
        ["keys"],
      ),
    ],
    kept: [
      ...copies(reading),
      ...theirs(reading),
      ...peering(stack, reading),
      say("Terraform's state", `the bucket ${state.bucket} and its old versions`, ["state"]),
      say("images", "in their registry", ["airflow", "image"]),
      say("secrets of Secret Manager", "those that the file names"),
    ],
  };
}

const say = (name: string, value: string, path?: readonly string[]): Statement =>
  path === undefined ? { name, value } : { name, value, path };

/** Servers of our own, and what is left of them. */
function stores(stack: string, { deployment }: GcpReading): Statement[] {
  const database = deployment.metadataDatabase.host === undefined;
  const broker = deployment.broker.host === undefined;
  const runs = "all DAG runs, connections of the UI and users";
  const onDisk = [
    ...(database && deployment.cloudSql === false ? [runs] : []),
    ...(broker && deployment.memorystore === false ? ["tasks that wait in queues"] : []),
  ];
  return [
    say(
      `data disk ${nameOf(stack, "data")}`,
      onDisk.length === 0 ? "nothing that is needed again" : onDisk.join("; "),
      ["master", "dataDisk"],
    ),
    ...(database && deployment.cloudSql !== false
      ? [say(`Cloud SQL ${nameOf(stack, "metadata-database")}`, runs, ["cloudSql"])]
      : []),
    ...(broker && deployment.memorystore !== false
      ? [say(`Memorystore ${nameOf(stack, "broker")}`, "tasks that wait in queues", ["memorystore"])]
      : []),
  ];
}

/** What the database could be had back from. */
const copies = ({ deployment }: GcpReading): Statement[] => [
  say(
    "snapshots of the data disk",
    `those of the last ${durationWords(deployment.backups.keep)}, until somebody deletes them`,
    ["backups"],
  ),
  ...(deployment.metadataDatabase.host === undefined && deployment.cloudSql !== false
    ? [say("backups of Cloud SQL", "automatic ones for as many days as there are of them", ["cloudSql", "backups"])]
    : []),
];

/** Source: hashicorp/google, google_service_networking_connection, deletion_policy, and its issues 16275 and 18834. */
function peering(stack: string, { deployment }: GcpReading): Statement[] {
  const { existing, serviceRange } = deployment.network;
  if (existing !== undefined || serviceRange === undefined) return [];
  const network = nameOf(stack, "network");
  const command = `gcloud compute networks peerings delete servicenetworking-googleapis-com --network=${network} --project=${deployment.project}`;
  return [
    say(
      "way to Google's services",
      `Google may hold on to it for days after the last database, and the network with it: then ${command}, and destroy again`,
      ["network", "serviceRange"],
    ),
  ];
}

/** What exists without the stack. */
function theirs({ deployment }: GcpReading): Statement[] {
  const { metadataDatabase, broker } = deployment;
  const untouched = (name: string, what: string | undefined, path: readonly string[]): Statement[] =>
    what === undefined ? [] : [say(name, `the existing ${what} is not touched`, path)];
  return [
    ...untouched("metadata database", at(metadataDatabase.host), ["metadataDatabase", "host"]),
    ...untouched("broker", at(broker.host), ["broker", "host"]),
    ...untouched("network", deployment.network.existing?.network, ["network", "existing"]),
  ];
}

const at = (host: string | undefined): string | undefined => (host === undefined ? undefined : `one at ${host}`);
