import { arnIn, through } from "../../../lib/aws/identities/arn";

test.each([
  ["eu-central-1", "arn:aws:ecs:eu-central-1:123456789012:task/a/*", "s3.eu-central-1.amazonaws.com"],
  ["cn-north-1", "arn:aws-cn:ecs:cn-north-1:123456789012:task/a/*", "s3.cn-north-1.amazonaws.com.cn"],
  ["us-gov-west-1", "arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task/a/*", "s3.us-gov-west-1.amazonaws.com"],
])("in %s an ARN has the region's own partition, and a service its own domain", (region, arn, service) => {
  const where = { account: "123456789012", region };
  expect(arnIn(where, "ecs", "task/a/*")).toBe(arn);
  expect(through(where, "s3")).toEqual({ StringEquals: { "kms:ViaService": service } });
});
