import { Fn, propertyAccess } from "cdktf";
import type { SecretReference } from "../deployment/scalars";

/**
 * Terraform runs in cdktf.out/stacks/STACK; paths of the file are relative to the project's folder. Relative, so that
 * neither the plan nor the state knows where the checkout lies.
 */
const PROJECT = "../../..";

/** Text that Terraform must not read as a template. A function, because `$$` in a replacement means one `$`. */
export const literal = (text: string): string => inFunction(text).replaceAll("${", () => "$${");

/** The same for every value of a map. */
export const literals = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, literal(value)]));

/** The same inside a value that goes to a Terraform function: there cdktf escapes the one kind of template itself. */
export const inFunction = (text: string): string => text.replaceAll("%{", "%%{");

/** The same as an argument of a Terraform function: quotes must not end it, and rawString leaves backslashes alone. */
export const argument = (text: string): string => Fn.rawString(inFunction(text).replaceAll("\\", "\\\\"));

/** A path of the file as seen by Terraform. */
export const fromProject = (path: string): string => (/^[/~]/.test(path) ? path : `${PROJECT}/${path}`);

/** The same as an absolute path of this host, worked out when Terraform plans: the engine wants it so. */
export const hostPath = (path: string): string => Fn.abspath(Fn.pathexpand(fromProject(path)));

/** A secret that the file refers to: read by Terraform when it plans, never by synth. */
export function givenSecret(reference: SecretReference): string {
  const path = reference.file ?? `secrets/${reference.secret}`;
  const text = Fn.file(Fn.pathexpand(fromProject(path)));
  const value =
    reference.key === undefined ? Fn.trimspace(text) : propertyAccess(Fn.jsondecode(text), [reference.key]).toString();
  return Fn.sensitive(value);
}
