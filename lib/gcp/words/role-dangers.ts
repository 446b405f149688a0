import type { Danger } from "../../airflow/words/built";
import { danger, notice } from "../../airflow/words/danger";
import { lookUp } from "../../deployment/look-up";
import type { Path } from "../../deployment/words/finding";
import type { GcpFile } from "../settings/settings";

/** Roles by which a task could give itself every right, or read every secret. Source: IAM, "Predefined roles". */
const ALL: Readonly<Record<string, string>> = {
  "roles/owner": "do everything in the project",
  "roles/editor": "change nearly everything in the project",
  "roles/iam.serviceAccountTokenCreator": "act as every service account of the project",
  "roles/iam.serviceAccountUser": "start machines as every service account of the project",
  "roles/iam.serviceAccountKeyAdmin": "make keys of every service account of the project",
  "roles/iam.securityAdmin": "give itself every right in the project",
  "roles/resourcemanager.projectIamAdmin": "give itself every right in the project",
  "roles/secretmanager.admin": "read every secret of the project",
  "roles/secretmanager.secretAccessor": "read every secret of the project",
  "roles/compute.admin": "become root on every machine of the project",
  "roles/compute.instanceAdmin.v1": "become root on every machine of the project",
  "roles/compute.instanceAdmin": "become root on every machine of the project",
  "roles/storage.admin": "read and delete every bucket of the project, logs, dumps and Terraform's state among them",
};

/** What roles of the file let tasks do. */
export const rights = ({ roles, workers }: GcpFile): Danger[] => [
  ...of("Every task", [], roles),
  ...Object.entries(workers).flatMap(([pool, { roles }]) => of(`Every task of pool ${pool}`, ["workers", pool], roles)),
];

const REMEDY =
  "Give the pool's service account a right to what its tasks need, outside of this file, or a smaller role";

const of = (who: string, path: Path, roles: readonly string[]): Danger[] =>
  roles.flatMap((role, index) => {
    const at = [...path, "roles", index];
    const all = lookUp(ALL, role);
    if (all !== undefined) return [danger(`${who} may ${all}: ${role}`, REMEDY, at)];
    return /(admin|\.owner)$/i.test(role)
      ? [notice(`${who} may do all that ${role} allows, everywhere in the project`, REMEDY, at)]
      : [];
  });
