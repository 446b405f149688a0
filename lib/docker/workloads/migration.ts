import { DataResource, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Workload } from "../../airflow/workloads/service";
import { literals } from "../../encode/terraform";
import { container } from "./container";
import { common, type Surroundings, uploads } from "./process";

/**
 * The one-shot before all others. kreuzwerker/docker has none: with `attach` and a postcondition a failed one is not
 * tainted and blocks the next plan, with `must_run` a finished one is made anew by each apply. So the container is
 * only created by the provider and started by the engine's own client, whose exit code is the migration's: a failure
 * is shown with its output, and a plain apply runs it again. See docs/decisions.
 */
export function migration(scope: Construct, part: Workload, around: Surroundings): ITerraformDependable {
  const made = container(scope, {
    stack: around.place.stack,
    name: "migration",
    role: "migration",
    image: around.image,
    version: around.version,
    network: around.place.network.name,
    aliases: [],
    environment: literals({ ...around.environment, ...part.plain }),
    stopSeconds: 600,
    more: {
      ...common(around),
      command: [...part.command],
      mounts: [...around.mounts],
      upload: uploads(around, part),
      restart: "no",
      start: false,
      mustRun: false,
      dependsOn: [...around.after],
    },
  });
  const run = new DataResource(scope, "migrated", {
    triggersReplace: { container: made.id },
    provisioners: [{ type: "local-exec", command: `docker start --attach ${made.name}` }],
  });
  run.overrideLogicalId("migrated");
  return run;
}
