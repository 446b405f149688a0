import { LogGroup } from "../../../lib/aws/workloads/log-group";
import { type TaskProps, task } from "../../../lib/aws/workloads/task";
import { resourceOf } from "../../support/aws";
import { placed } from "../../support/aws-place";

const PROPS: Omit<TaskProps, "logs"> = {
  name: "worker-main",
  airflowVersion: "3.3.2",
  size: { cpu: 512, memoryMiB: 3072 },
  volumes: ["tmp", "opt-airflow-logs"],
  executionRole: "arn:execution",
  taskRole: "arn:task",
  containers: [],
};

const made = (more: Partial<TaskProps> = {}, ...entries: readonly string[]) =>
  resourceOf(
    placed(
      (stack, place) =>
        task(stack, place, { ...PROPS, logs: new LogGroup(stack, "logs", place, "worker-main"), ...more }),
      ...entries,
    ).json,
    "aws_ecs_task_definition",
    "worker-main-task",
  );

test("a family per service, for Fargate alone, with exactly the size that was asked for", () => {
  expect(made()).toEqual({
    family: "acme-worker-main",
    requires_compatibilities: ["FARGATE"],
    network_mode: "awsvpc",
    cpu: "512",
    memory: "3072",
    runtime_platform: { cpu_architecture: "X86_64", operating_system_family: "LINUX" },
    execution_role_arn: "arn:execution",
    task_role_arn: "arn:task",
    volume: [{ name: "tmp" }, { name: "opt-airflow-logs" }],
    container_definitions: `\${jsonencode([])}`,
    skip_destroy: true,
    tags: { "airflow-cdktf:airflow": "3.3.2" },
  });
});

test("ARM is said to ECS in its own words", () => {
  expect(made({}, "architecture: arm64")["runtime_platform"]).toMatchObject({ cpu_architecture: "ARM64" });
});

test("a larger disk is asked for where the file writes one", () => {
  expect(made({ disk: 100 })["ephemeral_storage"]).toEqual({ size_in_gib: 100 });
});

test("Terraform leaves an old revision to ECS, which rolls back to it and may still run it", () => {
  expect(made()["skip_destroy"]).toBe(true);
});
