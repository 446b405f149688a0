// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { TerraformOutput } from "cdktf";
import { type Container, definitions } from "../../../lib/aws/workloads/container";
import { LogGroup } from "../../../lib/aws/workloads/log-group";
import type { ContainerDefinition } from "../../support/aws-containers";
import { placed } from "../../support/aws-place";
import { evaluated } from "../../support/terraform-value";

const SMALL: Container = {
  name: "airflow",
  image: "registry.test/airflow@sha256:0",
  essential: true,
  command: ["scheduler"],
  environment: { ZONE: "utc", AGE: "1" },
  secrets: { TOKEN: "arn:b", PASSWORD: "arn:a" },
  mountPoints: [],
  readonlyRootFilesystem: true,
};

/** Such containers, as ECS gets them. */
function made(...containers: readonly Container[]): readonly ContainerDefinition[] {
  const { json } = placed((stack, place) => {
    const group = new LogGroup(stack, "logs", place, "scheduler");
    const value = definitions(containers, { group, region: "eu-central-1" });
    return new TerraformOutput(stack, "definitions", { value, staticId: true });
  });
  return JSON.parse(String(evaluated(json.output?.["definitions"]?.value ?? ""))) as ContainerDefinition[];
}

function only(container: Container): ContainerDefinition {
  const [one] = made(container);
  if (one === undefined) throw new Error("no container");
  return one;
}

test("variables and secrets are in the order of their names, in which ECS answers: a plan finds no difference", () => {
  expect(only(SMALL)).toMatchObject({
    environment: [
      { name: "AGE", value: "1" },
      { name: "ZONE", value: "utc" },
    ],
    secrets: [
      { name: "PASSWORD", valueFrom: "arn:a" },
      { name: "TOKEN", valueFrom: "arn:b" },
    ],
  });
});

test("each has an init process and none of root's capabilities", () => {
  for (const container of made(SMALL, { ...SMALL, name: "files", user: "0", essential: false }))
    expect(container["linuxParameters"]).toEqual({
      initProcessEnabled: true,
      capabilities: { add: [], drop: ["ALL"] },
    });
});

test("a log that cannot be written never holds a process up, and each container has its own stream", () => {
  const streams = made(SMALL, { ...SMALL, name: "gate" }).map((container) => container["logConfiguration"]);
  const log = (name: string) => ({
    logDriver: "awslogs",
    options: {
      "awslogs-group": "${aws_cloudwatch_log_group.scheduler-logs.name}",
      "awslogs-region": "eu-central-1",
      "awslogs-stream-prefix": name,
      mode: "non-blocking",
      "max-buffer-size": "25m",
    },
  });
  expect(streams).toEqual([log("airflow"), log("gate")]);
});

test("what is not said is left out, so that ECS takes its own", () => {
  const container = only(SMALL);
  for (const key of ["user", "entryPoint", "dependsOn", "portMappings", "healthCheck", "stopTimeout", "restartPolicy"])
    expect(container).not.toHaveProperty(key);
});

test("text of the file is no template and ends no quote", () => {
  const nasty = 'a"b\\c ${x} %{y} $${z}\n';
  expect(only({ ...SMALL, environment: { NASTY: nasty }, command: [nasty] })).toMatchObject({
    command: [nasty],
    environment: [{ name: "NASTY", value: nasty }],
  });
});
