import type { SecretReference } from "../deployment/schema/scalars";
import { Fn, keyOf } from "./functions";
import { code, quoted } from "./reference";
import { literal } from "./terraform";

/**
 * Terraform runs in cdktf.out/stacks/STACK; paths of the file are relative to the project's folder. Relative, so that
 * neither the plan nor the state knows where the checkout lies.
 */
const PROJECT = "../../..";

/** A path of the file as seen by Terraform: text, for an argument of a function. */
export const fromProject = (path: string): string => (/^[/~]/.test(path) ? path : `${PROJECT}/${path}`);

/** The same as the value of an attribute. */
export const projectPath = (path: string): string => literal(fromProject(path));

/** The same, where `~/` is the home of who deploys. */
export const homePath = (path: string): string => Fn.pathexpand(fromProject(path));

/** A path of the file as an absolute path of this host, worked out when Terraform plans. */
export const hostPath = (path: string): string => Fn.abspath(homePath(path));

/** A secret in a file of the machine that deploys, read when Terraform plans: all of it without the space around, or one key of JSON. */
export const secretFile = (path: string, key: SecretReference["key"]): string => {
  const text = Fn.file(homePath(path));
  return key === undefined ? Fn.trimspace(text) : keyOf(Fn.jsondecode(text), key);
};

/** Written by our own commands, where the project's folder is the context. */
const OWN = "^(cdktf[.]out|[.]cdktf[.]out[.]next.*|state|secrets|node_modules|[.]git)/";

/** Changes when any file of the folder does; worked out when Terraform plans. cdktf has no function for a `for`. */
export function folderDigest(path: string): string {
  const folder = quoted(fromProject(path)).slice(1, -1);
  return code(
    `sha256(join("", [for f in fileset("${folder}", "**") : "\${f}:\${filesha256("${folder}/\${f}")}" if !can(regex("${OWN}", f))]))`,
  );
}
