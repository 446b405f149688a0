import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Construct } from "constructs";
import { partitionOf } from "../identities/arn";
import { nameOf } from "../names";

export interface GatewayEndpointsProps {
  readonly stack: string;
  readonly region: string;
  readonly vpcId: string;
  /** Route tables of the private subnets. */
  readonly tables: readonly string[];
}

const SERVICES = ["s3", "dynamodb"] as const;

/** Names under which S3's buckets of a region answer. Source: Amazon S3 endpoints; in us-east-1 clients take the old one. */
export const s3Hosts = (region: string): readonly string[] => [
  `s3.${region}.amazonaws.com${partitionOf(region) === "aws-cn" ? ".cn" : ""}`,
  ...(region === "us-east-1" ? ["s3.amazonaws.com"] : []),
];

/** Ways to S3 and DynamoDB that cost nothing and pass no NAT: logs, and the layers of images, come this way. */
export const gatewayEndpoints = (
  scope: Construct,
  { stack, region, vpcId, tables }: GatewayEndpointsProps,
): VpcEndpoint[] =>
  SERVICES.map((service) => {
    const endpoint = new VpcEndpoint(scope, service, {
      vpcId,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Gateway",
      routeTableIds: [...tables],
      tags: { Name: nameOf(stack, service) },
    });
    endpoint.overrideLogicalId(service);
    return endpoint;
  });
