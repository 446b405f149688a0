import { Cluster } from "../../../lib/aws/workloads/cluster";
import { resourceOf } from "../../support/aws";
import { placed } from "../../support/aws-place";

const made = (...entries: readonly string[]) =>
  placed((stack, place) => new Cluster(stack, "cluster", place), ...entries).json;

test("the cluster carries the stack's name and counts what its containers use", () => {
  expect(resourceOf(made(), "aws_ecs_cluster", "cluster")).toEqual({
    name: "acme",
    setting: [{ name: "containerInsights", value: "enabled" }],
  });
});

test("pools may run on spare capacity, and on no machine of our own", () => {
  expect(resourceOf(made(), "aws_ecs_cluster_capacity_providers", "capacity")).toMatchObject({
    cluster_name: `\${aws_ecs_cluster.cluster.name}`,
    capacity_providers: ["FARGATE", "FARGATE_SPOT"],
  });
});

test("a shell is encrypted by the stack's key", () => {
  const { configuration } = resourceOf(made("exec: true"), "aws_ecs_cluster", "cluster");
  expect(configuration).toEqual({
    execute_command_configuration: {
      kms_key_id: expect.stringMatching(/^\$\{.*aws_kms_key\.encryption/),
      logging: "DEFAULT",
    },
  });
});
