import type { Construct } from "constructs";
import type { Place } from "../words/place";
import { arnIn } from "./arn";
import type { TaskRights } from "./rights";
import { role } from "./role";
import { taskStatements } from "./task-statements";

export interface TaskRoleProps extends TaskRights {
  /** The service's name, or `clean`. */
  readonly name: string;
}

/** The role that the processes of one service have, and a pool's tasks with them. */
export const taskRole = (
  scope: Construct,
  place: Pick<Place, "stack" | "settings" | "encryption">,
  props: TaskRoleProps,
): string =>
  role(scope, "task-role", place, {
    name: `${props.name}-task`,
    description: `What ${props.name} of ${place.stack} may do`,
    service: "ecs-tasks",
    source: arnIn(place.settings, "ecs", "*"),
    statements: taskStatements({ ...place, key: place.encryption.key }, props),
  });
