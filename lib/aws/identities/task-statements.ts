import { factsOf, isRole } from "../../airflow/workloads/roles";
import { clusterOf, metricsOf } from "../names";
import { arnIn } from "./arn";
import type { Around, TaskRights, UserRights } from "./rights";
import { shell } from "./shell-statements";
import { allow, type Statement } from "./statement";
import { storage } from "./storage-statements";

/** What the processes of one service may do. */
export const taskStatements = (around: Around, rights: TaskRights): readonly Statement[] => [
  ...storage(around, rights),
  ...(rights.role === "worker" ? worker(around, rights.name) : []),
  ...(rights.role === "scheduler" ? metrics(around) : []),
  ...(around.settings.exec ? shell(around, rights.logs) : []),
  ...(runsCodeOfDags(rights.role) ? own(around.settings, rights.pool) : []),
];

/**
 * Operators run in workers, and their deferred half in a triggerer. DAG files are also read by the dag-processor, whose
 * code should not act, and gets no right to.
 */
const runsCodeOfDags = (role: string) => isRole(role) && factsOf(role).dags === "runs";

/** See programs/ecs: protection while tasks run, and a look at whether a newer release has come. */
const worker = ({ stack, settings }: Around, name: string): readonly Statement[] => [
  allow("Protection", ["ecs:UpdateTaskProtection"], [arnIn(settings, "ecs", `task/${clusterOf(stack)}/*`)]),
  allow("OwnService", ["ecs:DescribeServices"], [arnIn(settings, "ecs", `service/${clusterOf(stack)}/${name}`)]),
];

/** The container beside the scheduler that counts tasks. CloudWatch has no ARN for metrics, but the namespace is one's own. */
const metrics = ({ stack, settings }: Around): readonly Statement[] => [
  allow("Metrics", ["cloudwatch:PutMetricData"], ["*"], {
    StringEquals: { "cloudwatch:namespace": metricsOf(stack) },
  }),
  allow("Workers", ["ecs:DescribeServices"], [arnIn(settings, "ecs", `service/${clusterOf(stack)}/worker-*`)]),
];

/** What the file says, for all pools and for this one. */
function own(all: UserRights, pool?: UserRights): readonly Statement[] {
  const permissions = [...all.permissions, ...(pool?.permissions ?? [])];
  const roles = [...new Set([...all.assumeRoles, ...(pool?.assumeRoles ?? [])])];
  return [
    ...permissions.map(
      ({ actions, resources }): Statement => ({ Effect: "Allow", Action: actions, Resource: resources }),
    ),
    ...(roles.length === 0 ? [] : [allow("OtherRoles", ["sts:AssumeRole"], roles)]),
  ];
}
