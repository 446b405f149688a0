// biome-ignore-all lint/suspicious/noTemplateCurlyInString: some are Terraform's, some only look like it
import type { ITerraformDependable, TerraformStack } from "cdktf";
import { Identities } from "../../lib/gcp/identities/identities";
import type { MasterPlace } from "../../lib/gcp/machines/master";
import type { WorkerGroupPlace } from "../../lib/gcp/machines/worker-group";
import { Network } from "../../lib/gcp/network/network";
import type { GcpReading } from "../../lib/gcp/settings/settings";
import { type GcpJson, gcpReading, gcpStack, STACK } from "./gcp";

/** A network that exists: nothing of it is in the JSON. */
export const EXISTING = "network: { existing: { network: shared, subnet: airflow } }";
export const SUBNET = "projects/acme-data/regions/europe-west3/subnetworks/airflow";

/** What a machine is told in tests: plain texts with what Terraform would take for a template, and an expression. */
export const TOLD = {
  document: "image: registry.test/airflow\nnote: ${not Terraform's} %{ nor this }\n",
  userData: "#cloud-config\nruncmd: ['echo ${HOME}']\n",
  references: "${jsonencode({})}",
};

export type MachinesPlace = MasterPlace &
  WorkerGroupPlace & { readonly identities: Identities; readonly network: Network };

/**
 * Machines in a stack that shares what all stacks share.
 * @param entries keys of the file, see gcpReading; in a network that exists unless they say otherwise
 */
export function machines(
  build: (stack: TerraformStack, place: MachinesPlace, reading: GcpReading) => void,
  ...entries: readonly string[]
): GcpJson {
  return gcpStack((stack) => {
    const reading = gcpReading(EXISTING, ...entries);
    const { deployment } = reading;
    const after: ITerraformDependable[] = [];
    const network = new Network(stack, "network", { stack: STACK, settings: deployment, after });
    const identities = new Identities(stack, "identities", { stack: STACK, settings: deployment, after });
    build(stack, { stack: STACK, settings: deployment, network, identities, after, discovery: { ready: [] } }, reading);
  });
}
