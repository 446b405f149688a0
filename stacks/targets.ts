import { check } from "../lib/airflow/rules/check";
import * as dockerRules from "../lib/docker/rules";
import * as docker from "../lib/docker/settings";
import { type Targets, target } from "../lib/synth/target";
import { LocalDocker } from "./local-docker";

/** What `target:` in a deployment file can say. */
export const targets: Targets = {
  docker: target({
    shape: docker.shape,
    localState: true,
    rules: (reading) => [...check(reading.deployment, docker.limits), ...dockerRules.check(reading)],
    stack: (scope, name, input) => new LocalDocker(scope, name, input),
  }),
};
