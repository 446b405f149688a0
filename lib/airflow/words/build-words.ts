import type { BuildPart } from "../../deployment/schema/airflow";

/** What an image is built from, for people: `folder ./image, docker/Dockerfile.prod, stage airflow and requirements.txt`. */
export function buildWords({ context, dockerfile, target, requirements }: BuildSources): string {
  const folder = [
    `folder ${context}`,
    ...(dockerfile === undefined ? [] : [dockerfile]),
    ...(target === undefined ? [] : [`stage ${target}`]),
  ];
  const parts = [context === undefined ? undefined : folder.join(", "), requirements];
  return `built from ${parts.filter((part) => part !== undefined).join(" and ")}`;
}

type BuildSources = Partial<Pick<BuildPart, "context" | "dockerfile" | "target" | "requirements">>;
