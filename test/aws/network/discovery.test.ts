// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Discovery } from "../../../lib/aws/network/discovery";
import { awsStack, resourceOf, STACK } from "../../support/aws";

const json = awsStack((stack) => {
  const discovery = new Discovery(stack, "discovery", STACK, "vpc-1");
  stack.addOverride("output", {
    arn: { value: discovery.register("webserver") },
    host: { value: discovery.host("webserver") },
  });
});

test("a name is known before anything exists", () => {
  expect(json["output"]).toMatchObject({ host: { value: "webserver.acme.internal" } });
});

test("it is a name of the stack's own private domain", () => {
  expect(resourceOf(json, "aws_service_discovery_private_dns_namespace", "internal")).toMatchObject({
    name: "acme.internal",
    vpc: "vpc-1",
  });
  expect(resourceOf(json, "aws_service_discovery_service", "webserver")).toMatchObject({
    name: "webserver",
    dns_config: {
      namespace_id: "${aws_service_discovery_private_dns_namespace.internal.id}",
      dns_records: [{ type: "A", ttl: 10 }],
      routing_policy: "MULTIVALUE",
    },
  });
  expect(json["output"]).toMatchObject({ arn: { value: "${aws_service_discovery_service.webserver.arn}" } });
});

test("only tasks that ECS finds healthy have it, and records that are left do not hold up a destroy", () => {
  expect(resourceOf(json, "aws_service_discovery_service", "webserver")).toMatchObject({
    health_check_custom_config: { failure_threshold: 1 },
    force_destroy: true,
  });
});
