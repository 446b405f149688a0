import type { AwsJson } from "../../support/aws";
import { containerOf } from "../../support/aws-containers";
import { examples } from "../../support/examples";
import { only, type Reviewed } from "../../support/reviewed";

/** What people review and what Terraform gets on AWS: one must not say what the other does not do. */
const onAws = examples("aws-ecs");

/** The JSON, with the blocks that only this target has. */
const jsonOf = ({ json }: Reviewed): AwsJson => json as AwsJson;
const servicesOf = (both: Reviewed) => Object.entries(jsonOf(both).resource["aws_ecs_service"] ?? {});

test("there is an example", () => {
  expect(onAws.length).toBeGreaterThan(0);
});

test.each(onAws)("%s: every service is a process of the review, in its least number", (_, both) => {
  expect(servicesOf(both).length).toBeGreaterThan(4);
  for (const [name, service] of servicesOf(both)) {
    const process = only(both.review.processes, (one) => one.name === name);
    expect([name, process.replicas.min]).toEqual([name, service["desired_count"]]);
  }
});

test.each(onAws)("%s: a pool's most workers are those that it may grow to", (_, both) => {
  const targets = jsonOf(both).resource["aws_appautoscaling_target"] ?? {};
  for (const [name] of servicesOf(both)) {
    const { replicas } = only(both.review.processes, (one) => one.name === name);
    expect([name, targets[name]?.["max_capacity"] ?? replicas.min]).toEqual([name, replicas.max]);
  }
});

test.each(onAws)("%s: its commands are the containers' own", (_, both) => {
  for (const [name] of servicesOf(both)) {
    const process = only(both.review.processes, (one) => one.name === name);
    expect([name, process.command]).toEqual([name, containerOf(jsonOf(both), name, "airflow").command]);
  }
});

test.each(onAws)("%s: a process is asked as often as its container's check says", (_, both) => {
  for (const [name] of servicesOf(both)) {
    const { health } = only(both.review.processes, (one) => one.name === name);
    const every = containerOf(jsonOf(both), name, "airflow").healthCheck?.["interval"];
    expect([name, health.split(" whether")[0]]).toEqual([name, `Asked every ${every} s`]);
  }
});

test.each(onAws)("%s: its stop times are the containers' own", (_, both) => {
  for (const [name] of servicesOf(both)) {
    const process = only(both.review.processes, (one) => one.name === name);
    expect([name, process.stopSeconds]).toEqual([name, containerOf(jsonOf(both), name, "airflow")["stopTimeout"]]);
  }
});

test.each(onAws)("%s: who may come from outside is who the load balancer lets in", (_, both) => {
  const rules = Object.entries(jsonOf(both).resource["aws_vpc_security_group_ingress_rule"] ?? {});
  const open = rules.flatMap(([, { cidr_ipv4: range, from_port: port }]) =>
    range === undefined ? [] : [`${String(range)} ${String(port)}`],
  );
  const told = both.review.ports.flatMap(({ port, published }) =>
    (published?.from ?? []).map((range) => `${range} ${port}`),
  );
  expect(told.length).toBeGreaterThan(0);
  expect(open.sort()).toEqual(told.sort());
});

test.each(onAws)("%s: every generated secret is named", (_, both) => {
  const generated = Object.keys(jsonOf(both).ephemeral?.["aws_secretsmanager_random_password"] ?? {});
  expect(generated.length).toBeGreaterThan(4);
  expect(both.review.secrets.map(({ name }) => name)).toEqual(expect.arrayContaining(generated));
});
