import { durationWords } from "../../airflow/derived/units";
import type { Built, Statement } from "../../airflow/words/built";
import { ecrOf } from "../image/image";
import { nameOf } from "../names";
import { isExisting } from "../settings/network";
import type { AwsReading } from "../settings/settings";

/** What `cdktf destroy` takes away where the file lets it, and what stays. */
export function destroyed(stack: string, reading: AwsReading): Built["destroy"] {
  const { metadataDatabase, broker } = reading.deployment;
  const { logs } = reading.deployment;
  return {
    lost: [
      ...(metadataDatabase.host === undefined ? database(stack) : []),
      ...(broker.host === undefined
        ? [say(`broker ${nameOf(stack, "broker")}`, "tasks that wait in queues", ["broker"])]
        : []),
      say("bucket with logs", `logs of all tasks of the last ${durationWords(logs.tasks)}`, ["logs", "tasks"]),
      say(`log groups /airflow/${stack}/*`, "what the processes wrote", ["logs", "processes"]),
      say(
        "passwords and keys",
        "wait in Secrets Manager for 30 days and can be restored; the next deployment generates new ones, and what the old Fernet key encrypted in a restored database is unreadable then",
        ["keys"],
      ),
    ],
    kept: [
      ...(metadataDatabase.host === undefined
        ? [
            say(
              "last snapshot",
              `of the database, ${nameOf(stack, "metadata-database")}-sg-..., until somebody deletes it${readable(reading)}`,
            ),
          ]
        : []),
      ...theirs(reading),
      ...image(stack, reading),
      say("Terraform's state", `the bucket ${reading.deployment.state.bucket} and its old versions`, ["state"]),
      say("secrets of Secrets Manager", "those that the file names"),
    ],
  };
}

/** Our own key encrypts the snapshot too. */
const readable = ({ deployment }: AwsReading): string =>
  deployment.encryptionKey === "own"
    ? "; it can be read for 30 days, until this stack's key is deleted: copy it under another key before"
    : "";

const say = (name: string, value: string, path?: readonly string[]): Statement =>
  path === undefined ? { name, value } : { name, value, path };

const database = (stack: string): Statement[] => [
  say(`metadata database ${nameOf(stack, "metadata-database")}`, "all DAG runs, connections of the UI and users", [
    "metadataDatabase",
  ]),
  say("backups of the database", "those of every night; its last snapshot is kept", ["rds", "backupDays"]),
];

/** What exists without the stack. */
function theirs({ deployment }: AwsReading): Statement[] {
  const { metadataDatabase, broker, network, encryptionKey, alarms, loadBalancer } = deployment;
  const untouched = (name: string, what: string | undefined, path: readonly string[]): Statement[] =>
    what === undefined ? [] : [say(name, `the existing ${what} is not touched`, path)];
  return [
    ...untouched("metadata database", at(metadataDatabase.host), ["metadataDatabase", "host"]),
    ...untouched("broker", at(broker.host), ["broker", "host"]),
    ...untouched("network", isExisting(network) ? network.vpc : undefined, ["network", "vpc"]),
    ...untouched("encryption key", encryptionKey.startsWith("arn:") ? "one" : undefined, ["encryptionKey"]),
    ...untouched("certificate", loadBalancer.certificate === undefined ? undefined : "one", [
      "loadBalancer",
      "certificate",
    ]),
    ...untouched("topic", alarms.topic === undefined ? undefined : "one", ["alarms", "topic"]),
  ];
}

const at = (host: string | undefined): string | undefined => (host === undefined ? undefined : `one at ${host}`);

function image(stack: string, { deployment: { airflow } }: AwsReading): Statement[] {
  const path = ["airflow", "image"];
  if (typeof airflow.image === "object") return [say("image repository", `airflow/${stack}, with its images`, path)];
  const place = ecrOf(airflow.image ?? "");
  return place === undefined ? [] : [say("image repository", `${place.name}, with its images`, path)];
}
