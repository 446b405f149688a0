import { type TerraformStack, Token } from "cdktf";
import { Identities } from "../../lib/gcp/identities/identities";
import { ProjectServices } from "../../lib/gcp/identities/project-services";
import { Discovery } from "../../lib/gcp/network/discovery";
import { Network } from "../../lib/gcp/network/network";
import { Secrets } from "../../lib/gcp/secrets/secrets";
import type { GcpReading } from "../../lib/gcp/settings/settings";
import type { Place } from "../../lib/gcp/words/place";
import { type GcpJson, gcpReading, gcpStack, STACK } from "./gcp";

/** What such a file's stack shares, made in a stack. */
export function placeOf(stack: TerraformStack, { deployment }: GcpReading): Place {
  const after = new ProjectServices(stack, "project-services", deployment).ready;
  const network = new Network(stack, "network", { stack: STACK, settings: deployment, after });
  return {
    stack: STACK,
    settings: deployment,
    network,
    discovery: new Discovery(stack, "discovery", { stack: STACK, network }),
    identities: new Identities(stack, "identities", { stack: STACK, settings: deployment, after }),
    secrets: new Secrets(stack, "secrets", { stack: STACK, settings: deployment, after }),
    after,
  };
}

/**
 * One construct in a stack that shares what all stacks share, what it tells others, and what `told` of that came to.
 * @param entries keys of the file, see gcpReading
 */
export function placed<Made>(
  build: (stack: TerraformStack, place: Place, reading: GcpReading) => Made,
  told: (made: Made) => unknown,
  ...entries: readonly string[]
): { readonly json: GcpJson; readonly made: Made; readonly told: unknown } {
  const made: Made[] = [];
  const json = gcpStack((stack) => {
    const reading = gcpReading(...entries);
    const one = build(stack, placeOf(stack, reading), reading);
    made.push(one);
    stack.addOverride("output.told", { value: told(one) });
  });
  const [only] = made;
  if (only === undefined) throw new Error("nothing was made");
  const output = json["output"] as { readonly told: { readonly value?: unknown } };
  return { json, made: only, told: output.told.value };
}

/** Whether a text holds no reference: it may go into a machine's document. */
export const isPlain = (text: string): boolean => !Token.isUnresolved(text);
