import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { IConstruct } from "constructs";
import type { Size } from "../../airflow/workloads/service";
import { nameOf } from "../names";
import { CORE } from "../workloads/fargate";

/** What the stack gives its services, read off the resources themselves: what people review is what Terraform makes. */
export interface Made {
  /** Tasks at the start, by service. */
  readonly tasks: ReadonlyMap<string, number>;
  /** What each task gets, by service. */
  readonly sizes: ReadonlyMap<string, Size>;
}

export function madeIn(scope: IConstruct, stack: string): Made {
  const all = scope.node.findAll();
  const services = all.filter((one) => one instanceof EcsService);
  const definitions = all.filter((one) => one instanceof EcsTaskDefinition);
  return {
    tasks: new Map(services.map(({ nameInput = "", desiredCountInput = 0 }) => [nameInput, desiredCountInput])),
    sizes: new Map(
      definitions.map(({ familyInput = "", cpuInput, memoryInput }) => [
        familyInput.slice(nameOf(stack, "").length),
        { cpu: Number(cpuInput) / CORE, memoryMiB: Number(memoryInput) },
      ]),
    ),
  };
}
