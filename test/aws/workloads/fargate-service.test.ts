import { resourceOf } from "../../support/aws";
import { deployed } from "../../support/aws-deployed";

const POOLS = "workers: { main: { queues: [default], replicas: 2, maxTaskDuration: 2h }, wide: { queues: [wide], ";
const json = deployed(
  `${POOLS}replicas: { min: 1, max: 9 }, spot: { tasksMayRestart: true, onDemand: 2 } }, cheap: { queues: [cheap], replicas: 3, spot: { tasksMayRestart: true } } }`,
  "webserver: { baseUrl: https://airflow.example.com, replicas: 2 }",
);
const service = (name: string, of = json) => resourceOf(of, "aws_ecs_service", name);
const NAMES = ["webserver", "scheduler", "dag-processor", "triggerer", "worker-main", "worker-wide", "worker-cheap"];

test("what every service is, by the webserver", () => {
  expect(service("webserver")).toEqual({
    name: "webserver",
    cluster: `\${aws_ecs_cluster.cluster.arn}`,
    task_definition: `\${aws_ecs_task_definition.webserver-task.arn}`,
    desired_count: 2,
    capacity_provider_strategy: [{ capacity_provider: "FARGATE", base: 0, weight: 1 }],
    network_configuration: {
      subnets: [
        `\${aws_route_table_association.private-a.subnet_id}`,
        `\${aws_route_table_association.private-b.subnet_id}`,
      ],
      security_groups: [`\${aws_security_group.webserver.id}`],
      assign_public_ip: false,
    },
    deployment_circuit_breaker: { enable: true, rollback: true },
    deployment_minimum_healthy_percent: 100,
    deployment_maximum_percent: 200,
    availability_zone_rebalancing: "ENABLED",
    enable_execute_command: false,
    enable_ecs_managed_tags: true,
    propagate_tags: "SERVICE",
    wait_for_steady_state: true,
    force_new_deployment: false,
    service_registries: { registry_arn: expect.stringContaining("aws_service_discovery_service.webserver") },
    load_balancer: [
      {
        target_group_arn: `\${aws_lb_listener.webserver.default_action[0].target_group_arn}`,
        container_name: "airflow",
        container_port: 8795,
      },
    ],
    health_check_grace_period_seconds: 300,
    timeouts: { create: "30m", update: "30m", delete: expect.stringMatching(/^3[0-9]m$/) },
    lifecycle: { replace_triggered_by: ["terraform_data.release"], postcondition: [expect.anything()] },
    depends_on: expect.arrayContaining(["aws_ecs_service.scheduler"]),
  });
});

test("Terraform waits for every service but workers, which finish their tasks first", () => {
  const waited = NAMES.filter((name) => service(name)["wait_for_steady_state"]);
  expect(waited).toEqual(["webserver", "scheduler", "dag-processor", "triggerer"]);
});

test("an apply fails where ECS went back to the tasks before, although they are steady", () => {
  const conditions = NAMES.flatMap((name) => {
    const { postcondition } = service(name)["lifecycle"] as { postcondition?: readonly { condition: string }[] };
    return postcondition?.map(({ condition }) => condition) ?? [];
  });
  expect(conditions).toEqual(
    NAMES.slice(0, 4).map((name) => `\${(self.task_definition == aws_ecs_task_definition.${name}-task.arn)}`),
  );
});

test("capacity of the cluster is there before a service, and as long as one is", () => {
  for (const name of NAMES)
    expect(service(name)["depends_on"]).toContain("aws_ecs_cluster_capacity_providers.capacity");
});

test("the wait for the scheduler leaves a migration its time", () => {
  expect(service("scheduler")["timeouts"]).toMatchObject({ create: "390m", update: "390m" });
});

test("a destroy waits for as long as a task may run", () => {
  expect(service("worker-main")["timeouts"]).toMatchObject({
    create: "30m",
    delete: expect.stringMatching(/^15[0-9]m$/),
  });
});

test("an upgrade replaces all of them", () => {
  for (const name of NAMES)
    expect(service(name)["lifecycle"]).toMatchObject({ replace_triggered_by: ["terraform_data.release"] });
});

test("the number of workers is Terraform's, unless AWS scales the pool", () => {
  const ignoring = NAMES.filter((name) => JSON.stringify(service(name)["lifecycle"]).includes("desired_count"));
  expect(ignoring).toEqual(["worker-wide"]);
  expect([service("worker-wide")["desired_count"], service("worker-cheap")["desired_count"]]).toEqual([1, 3]);
});

test("Spot comes after the workers that are never taken back, and one provider alone has a base", () => {
  expect(service("worker-wide")["capacity_provider_strategy"]).toEqual([
    { capacity_provider: "FARGATE", base: 2, weight: 0 },
    { capacity_provider: "FARGATE_SPOT", base: 0, weight: 1 },
  ]);
  expect(service("worker-cheap")["capacity_provider_strategy"]).toEqual([
    { capacity_provider: "FARGATE_SPOT", base: 0, weight: 1 },
  ]);
});

test("a pool moves to Spot and back in place, which the provider takes with a new deployment only", () => {
  const forced = NAMES.filter((name) => service(name)["force_new_deployment"]);
  expect(forced).toEqual(["worker-main", "worker-wide", "worker-cheap"]);
});

test("no worker is moved to balance the zones", () => {
  const moved = NAMES.filter((name) => service(name)["availability_zone_rebalancing"] !== "DISABLED");
  expect(moved).toEqual(["webserver", "scheduler", "dag-processor", "triggerer"]);
});

test("only what people reach has a load balancer, and only the webserver a name", () => {
  const all = deployed("flower: {}");
  expect(service("flower", all)).not.toHaveProperty("load_balancer");
  const published = deployed(
    "flower: {}",
    "loadBalancer: { certificate: arn:aws:acm:eu-central-1:123456789012:certificate/11112222-3333-4444-5555-666677778888, allow: [203.0.113.0/24], flower: { allow: [203.0.113.7/32] } }",
  );
  expect(service("flower", published)["load_balancer"]).toMatchObject([{ container_port: 5555 }]);
  const named = NAMES.filter((name) => service(name)["service_registries"] !== undefined);
  expect(named).toEqual(["webserver"]);
});

test("a shell is for those who say so", () => {
  expect(service("scheduler", deployed("exec: true"))["enable_execute_command"]).toBe(true);
});
