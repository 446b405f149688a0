import { check } from "../lib/airflow/rules/check";
import { onDisk } from "../lib/aws/rules/on-disk";
import * as awsRules from "../lib/aws/rules/rules";
import * as aws from "../lib/aws/settings/settings";
import * as dockerRules from "../lib/docker/rules/rules";
import { secretNames as dockerSecretNames } from "../lib/docker/rules/secret-names";
import * as docker from "../lib/docker/settings/settings";
import { onDisk as gcpOnDisk } from "../lib/gcp/rules/on-disk";
import * as gcpRules from "../lib/gcp/rules/rules";
import * as gcp from "../lib/gcp/settings/settings";
import { stackNames as gcpStackNames } from "../lib/gcp/words/stack-names";
import { type Targets, target } from "../lib/synth/target";

/** A provider's classes take long to load: only a project that has a file of the target does. */
const localDocker = (): typeof import("./local-docker") => require("./local-docker");
const awsEcs = (): typeof import("./aws-ecs") => require("./aws-ecs");
const gcpVms = (): typeof import("./gcp-vms") => require("./gcp-vms");

/** What `target:` in a deployment file can say. */
export const targets: Targets = {
  docker: target({
    shape: docker.shape,
    localState: true,
    rules: (reading) => [
      ...check(reading, docker.limits),
      ...dockerRules.check(reading),
      ...dockerSecretNames(reading),
    ],
    stack: (scope, name, input) => new (localDocker().LocalDocker)(scope, name, input),
  }),
  "aws-ecs": target({
    shape: aws.shape,
    localState: false,
    rules: (reading) => [...check(reading, aws.limits), ...awsRules.check(reading)],
    onDisk,
    stack: (scope, name, input) => new (awsEcs().AwsEcs)(scope, name, input),
  }),
  "gcp-vms": target({
    shape: gcp.shape,
    localState: false,
    rules: (reading) => [...check(reading, gcp.limits), ...gcpRules.check(reading)],
    stackNames: gcpStackNames,
    onDisk: gcpOnDisk,
    stack: (scope, name, input) => new (gcpVms().GcpVms)(scope, name, input),
  }),
};
