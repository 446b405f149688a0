import { type AwsJson, resourceOf } from "./aws";
import { evaluated } from "./terraform-value";

/** A container of a task definition, what tests read of it. */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly command: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
  readonly dependsOn?: readonly { readonly containerName: string; readonly condition: string }[];
  readonly portMappings?: readonly { readonly containerPort: number; readonly protocol: string }[];
  readonly healthCheck?: Readonly<Record<string, unknown>> & { readonly command: readonly string[] };
  readonly mountPoints: readonly { readonly sourceVolume: string; readonly containerPath: string }[];
  readonly [more: string]: unknown;
}

/**
 * The containers of a task definition, as ECS gets them but for references, which stand there as `${...}`.
 * @param name `scheduler`, `worker-main`, `clean`
 */
export function containersOf(json: AwsJson, name: string): readonly ContainerDefinition[] {
  const { container_definitions: text } = resourceOf(json, "aws_ecs_task_definition", `${name}-task`);
  const value = evaluated(String(text));
  return JSON.parse(String(value)) as ContainerDefinition[];
}

/** One container of a task; a missing one names those that are there. */
export function containerOf(json: AwsJson, task: string, name: string): ContainerDefinition {
  const all = containersOf(json, task);
  const found = all.find((container) => container.name === name);
  if (found === undefined) throw new Error(`no container ${name} among ${all.map((one) => one.name).join(", ")}`);
  return found;
}

/** Plain variables of a container by name. */
export const variablesOf = ({ environment }: ContainerDefinition): Readonly<Record<string, string>> =>
  Object.fromEntries(environment.map(({ name, value }) => [name, value]));

/** References to secrets of a container, by variable. */
export const secretsOf = ({ secrets }: ContainerDefinition): Readonly<Record<string, string>> =>
  Object.fromEntries(secrets.map(({ name, valueFrom }) => [name, valueFrom]));
