import type { ContainerDefinition, Override } from "./task-definition";

export interface Choice {
  readonly overrides?: readonly Override[];
  /** Containers to start; unwritten: all. */
  readonly only?: readonly string[];
}

/** The containers to start. What depended on one that is left out depends on what that one depended on. */
export function chosen(
  containers: readonly ContainerDefinition[],
  { only, overrides = [] }: Choice,
): ContainerDefinition[] {
  const kept = (name: string) => only === undefined || only.includes(name);
  const after = (container: ContainerDefinition): NonNullable<ContainerDefinition["dependsOn"]> =>
    (container.dependsOn ?? []).flatMap((one) => {
      const other = containers.find(({ name }) => name === one.containerName);
      return kept(one.containerName) || other === undefined ? [one] : after(other);
    });
  return containers
    .filter(({ name }) => kept(name))
    .map((one) => ({ ...overridden(one, overrides), dependsOn: after(one) }));
}

function overridden(container: ContainerDefinition, overrides: readonly Override[]): ContainerDefinition {
  const { command, environment = [] } = overrides.find(({ name }) => name === container.name) ?? {};
  const names = new Set(environment.map(({ name }) => name));
  return {
    ...container,
    ...(command === undefined ? {} : { command }),
    environment: [...(container.environment ?? []).filter(({ name }) => !names.has(name)), ...environment],
  };
}
