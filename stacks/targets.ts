import { check } from "../lib/airflow/rules/check";
import { onDisk } from "../lib/aws/on-disk";
import * as awsRules from "../lib/aws/rules";
import * as aws from "../lib/aws/settings";
import * as dockerRules from "../lib/docker/rules";
import * as docker from "../lib/docker/settings";
import { type Targets, target } from "../lib/synth/target";

/** A provider's classes take long to load: only a project that has a file of the target does. */
const localDocker = (): typeof import("./local-docker") => require("./local-docker");
const awsEcs = (): typeof import("./aws-ecs") => require("./aws-ecs");

/** What `target:` in a deployment file can say. */
export const targets: Targets = {
  docker: target({
    shape: docker.shape,
    localState: true,
    rules: (reading) => [...check(reading.deployment, docker.limits), ...dockerRules.check(reading)],
    stack: (scope, name, input) => new (localDocker().LocalDocker)(scope, name, input),
  }),
  "aws-ecs": target({
    shape: aws.shape,
    localState: false,
    rules: (reading) => [...check(reading.deployment, aws.limits), ...awsRules.check(reading)],
    onDisk,
    stack: (scope, name, input) => new (awsEcs().AwsEcs)(scope, name, input),
  }),
};
