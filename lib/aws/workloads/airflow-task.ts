import type { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { Construct } from "constructs";
import type { Text } from "../../airflow/secrets/secret";
import type { Beside } from "../../airflow/workloads/besides";
import type { Role } from "../../airflow/workloads/roles";
import type { File } from "../../airflow/workloads/service";
import type { Storage } from "../data/storage";
import type { Files } from "../files/files";
import { executionRole } from "../identities/execution-role";
import type { UserRights } from "../identities/rights";
import { taskRole } from "../identities/task-role";
import type { Place } from "../words/place";
import type { Container } from "./container";
import type { FargateSize } from "./fargate";
import { LogGroup } from "./log-group";
import type { Surroundings } from "./process";
import { task } from "./task";

/** What all tasks of Airflow share. */
export interface Common {
  readonly place: Place;
  readonly storage: Storage;
  readonly files: Files;
  /** By digest. */
  readonly image: string;
  /** ARN of the repository, where the image lies in this account. */
  readonly repository: string | undefined;
  readonly airflowVersion: string;
  /** Secret variables of this target's own, as connections of the file are. */
  readonly secret: Readonly<Record<string, Text>>;
  /** Reference to the file of KEY=VALUE lines. */
  readonly envFile: string | undefined;
}

export interface AirflowTaskProps {
  /** `scheduler`, `worker-gpu`, `clean`. */
  readonly name: string;
  readonly role: Role | Beside;
  /** What the file lets tasks of the pool do, of a worker. */
  readonly pool?: UserRights | undefined;
  readonly files: readonly File[];
  readonly size: FargateSize;
  readonly disk?: number | undefined;
  /** The containers after the one that brings the files. */
  containers(around: Surroundings): readonly Container[];
}

/** A task definition, and the ARNs of the two roles that it is started with. */
export interface AirflowTask {
  readonly task: EcsTaskDefinition;
  readonly roles: readonly string[];
  /** Names of its containers, but for the one that brings the files. */
  readonly containers: readonly string[];
}

/** A task of Airflow: what it writes and may do, its files, and its containers. */
export function airflowTask(scope: Construct, common: Common, props: AirflowTaskProps): AirflowTask {
  const { place, image } = common;
  const exec = place.settings.exec;
  const logs = new LogGroup(scope, "logs", place, props.name);
  const delivery = common.files.delivery(props.name, { image, files: props.files, readOnly: !exec });
  const own = props.containers({ ...common, exec, secrets: place.secrets, delivery });
  const containers = [delivery.init, ...own];
  const references = containers.flatMap(({ secrets }) => Object.values(secrets));
  const execution = executionRole(scope, place, {
    name: props.name,
    secrets: place.secrets.readable(references),
    repository: common.repository,
    logs: logs.arn,
  });
  const role = taskRole(scope, place, {
    name: props.name,
    role: props.role,
    pool: props.pool,
    files: delivery.object,
    logsBucket: common.storage.logs.arn,
    logs: logs.arn,
  });
  const made = task(scope, place, {
    name: props.name,
    airflowVersion: common.airflowVersion,
    size: props.size,
    disk: props.disk,
    volumes: delivery.volumes,
    logs,
    containers,
    executionRole: execution,
    taskRole: role,
  });
  return { task: made, roles: [execution, role], containers: own.map(({ name }) => name) };
}
