import { resourceOf } from "../../support/aws";
import { containersOf } from "../../support/aws-containers";
import { airflow, deployed } from "../../support/aws-deployed";

const ECR = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/data/airflow@sha256:${"0".repeat(64)}`;
const json = deployed(
  "workers: { main: { queues: [default], disk: 100, cpu: 1, memory: 4GiB }, slow: { queues: [slow] } }",
);
const taskOf = (name: string, of = json) => resourceOf(of, "aws_ecs_task_definition", `${name}-task`);

test("each task is started with two roles of its own", () => {
  for (const name of ["webserver", "scheduler", "worker-main", "worker-slow", "clean"])
    expect(taskOf(name)).toMatchObject({
      execution_role_arn: expect.stringContaining(`aws_iam_role.${name}-execution.arn`),
      task_role_arn: expect.stringContaining(`aws_iam_role.${name}-task.arn`),
    });
});

test("a starter may read exactly the secrets that its containers name", () => {
  for (const name of ["webserver", "scheduler", "worker-main", "clean"]) {
    const { policy } = resourceOf(json, "aws_iam_role_policy", `${name}-execution`);
    const named = containersOf(json, name).flatMap(({ secrets }) =>
      secrets.map(({ valueFrom }) => /aws_secretsmanager_secret\w*\.[\w-]+/.exec(valueFrom)?.[0] ?? valueFrom),
    );
    const allowed = String(policy).match(/aws_secretsmanager_secret\w*\.[\w-]+/g) ?? [];
    const names = (all: readonly string[]) => [...new Set(all.map((one) => one.replace(/^.*\./, "")))].sort();
    expect([name, names(allowed)]).toEqual([name, names(named)]);
  }
});

test("an image of the account may be read by those who start tasks, another registry's by nobody", () => {
  const policies = (of: typeof json) => JSON.stringify(of.resource["aws_iam_role_policy"]);
  expect(policies(json)).not.toContain("ecr:");
  expect(policies(deployed(airflow().replace(/image: "[^"]+"/, `image: "${ECR}"`)))).toContain(
    "arn:aws:ecr:eu-central-1:123456789012:repository/data/airflow",
  );
});

test("what a pool writes is what its task gets", () => {
  expect(taskOf("worker-main")).toMatchObject({
    cpu: "1024",
    memory: "4096",
    ephemeral_storage: { size_in_gib: 100 },
  });
  expect(taskOf("worker-slow")).not.toHaveProperty("ephemeral_storage");
});

test("every volume that a container mounts is one of its task, and none is left over", () => {
  for (const name of ["webserver", "scheduler", "worker-main", "clean"]) {
    const { volume } = taskOf(name) as { volume: { name: string }[] };
    const mounted = containersOf(json, name).flatMap(({ mountPoints }) => mountPoints.map((one) => one.sourceVolume));
    expect([...new Set(mounted)].sort()).toEqual(volume.map((one) => one.name).sort());
  }
});

test("all containers run the one image, by its digest", () => {
  for (const name of ["webserver", "scheduler", "worker-main", "clean"])
    for (const { image } of containersOf(json, name)) expect(image).toMatch(/^registry\.test\/airflow@sha256:0{64}$/);
});
