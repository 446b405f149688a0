import type { TerraformStack } from "cdktf";
import { Network } from "../../lib/aws/network/network";
import { SecurityGroups } from "../../lib/aws/network/security-groups";
import { Encryption } from "../../lib/aws/secrets/encryption";
import { Secrets } from "../../lib/aws/secrets/secrets";
import type { AwsReading } from "../../lib/aws/settings/settings";
import type { Place } from "../../lib/aws/words/place";
import { type AwsJson, awsReading, awsStack, STACK } from "./aws";

const VPC = "vpc-0a1b2c3d4e5f60718";
/** Private subnets of the network that tests are in. */
export const SUBNETS = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"];
/** A network that exists: nothing of it is in the JSON. */
const NETWORK = `network: { vpc: ${VPC}, privateSubnets: [${SUBNETS.join(", ")}] }`;

/** What such a file's stack shares, made in a stack. */
export function placeOf(stack: TerraformStack, { deployment }: AwsReading): Place {
  const encryption = new Encryption(stack, "encryption", STACK, deployment);
  const network = new Network(stack, "network", STACK, deployment);
  const { vpcId } = network;
  return {
    stack: STACK,
    settings: deployment,
    encryption,
    network,
    securityGroups: new SecurityGroups(stack, "security-groups", { stack: STACK, vpcId }),
    secrets: new Secrets(stack, "secrets", { stack: STACK, encryption }),
  };
}

/**
 * One construct in a stack that shares what all stacks share, and what the construct tells others.
 * @param entries keys of the file, see awsReading
 */
export function placed<Made>(
  build: (stack: TerraformStack, place: Place, reading: AwsReading) => Made,
  ...entries: readonly string[]
): { readonly json: AwsJson; readonly made: Made } {
  const made: Made[] = [];
  const json = awsStack((stack) => {
    const reading = awsReading(NETWORK, ...entries);
    made.push(build(stack, placeOf(stack, reading), reading));
  });
  const [only] = made;
  if (only === undefined) throw new Error("nothing was made");
  return { json, made: only };
}
