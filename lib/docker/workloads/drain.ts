import type { Container as DockerContainer } from "@cdktf/provider-docker/lib/container";
import { DataResource } from "cdktf";
import type { Construct } from "constructs";
import { expression } from "../../encode/reference";
import { STOP_MARGIN_SECONDS } from "./container";

/**
 * Its values come from the state, so they are the ones that the container was made with. One that somebody has removed
 * by hand needs no stop.
 */
const stop = (): string =>
  `docker stop -t ${expression`self.input.seconds`} ${expression`self.input.container`} || exit 0`;

/**
 * Stops a process that runs tasks before anything that its tasks need is removed, however long that takes.
 * Terraform replaces independent containers side by side, so one apply that replaces all of them (another image) would
 * take the webserver away from tasks of 3.x that still run, and they could not report their end. What depends on both is
 * destroyed before either: this resource, whose destruction is `docker stop`. Its creation waits for nothing else, so a
 * start is no slower; and the 20 minutes after which the provider gives up on a removal do not apply to it.
 * @param seconds that the process may take to finish its tasks
 * @param needed containers that running tasks need
 */
export function drained(
  scope: Construct,
  process: DockerContainer,
  name: string,
  seconds: number,
  needed: readonly DockerContainer[],
): void {
  const drain = new DataResource(scope, `${name}-drained`, {
    input: { container: process.id, seconds: seconds + STOP_MARGIN_SECONDS },
    triggersReplace: { container: process.id },
    dependsOn: [...needed],
    provisioners: [{ type: "local-exec", when: "destroy", command: stop() }],
  });
  drain.overrideLogicalId(`${name}-drained`);
}
