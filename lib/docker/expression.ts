import { Fn, propertyAccess } from "cdktf";
import type { SecretReference } from "../deployment/scalars";
import { fromProject } from "../terraform/expression";

/** A path of the file as an absolute path of this host, worked out when Terraform plans: the engine wants it so. */
export const hostPath = (path: string): string => Fn.abspath(Fn.pathexpand(fromProject(path)));

/** A secret that the file refers to: read by Terraform when it plans, never by synth. */
export function givenSecret(reference: SecretReference): string {
  const path = reference.file ?? `secrets/${reference.secret}`;
  const text = Fn.file(Fn.pathexpand(fromProject(path)));
  const value =
    reference.key === undefined ? Fn.trimspace(text) : propertyAccess(Fn.jsondecode(text), [reference.key]).toString();
  return Fn.sensitive(value);
}
