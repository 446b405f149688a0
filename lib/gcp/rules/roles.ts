import type { Finding, Path } from "../../deployment/words/finding";
import type { GcpReading } from "../settings/settings";

/** What tasks may do in the project. */
export function roles({ deployment }: GcpReading): readonly Finding[] {
  const lists: readonly (readonly [path: Path, list: readonly string[]])[] = [
    [["roles"], deployment.roles],
    ...Object.entries(deployment.workers).map(([name, pool]) => [["workers", name, "roles"], pool.roles] as const),
  ];
  return lists.flatMap(([path, list]) =>
    list.flatMap((role, index): readonly Finding[] => {
      const at = [...path, index];
      if (list.indexOf(role) < index) return [{ path: at, message: `${role} is written twice; remove one` }];
      if (path.length > 1 && deployment.roles.includes(role))
        return [{ path: at, message: `${role} is in roles: at the top already, for every pool; remove one` }];
      return [...elsewhere(at, role, deployment.project), ...wide(at, role)];
    }),
  );
}

function elsewhere(path: Path, role: string, project: string): readonly Finding[] {
  const [, other] = /^projects\/([^/]+)\/roles\//.exec(role) ?? [];
  if (other === undefined || other === project) return [];
  return [
    {
      path,
      message: `is a role of project ${other}, which only that project can give; write one of ${project}, or of Google's`,
    },
  ];
}

/** Roles by which a task could change this deployment itself. Source: IAM, "Basic roles". */
const WIDE =
  /^roles\/(owner|editor|admin|writer|iam\.(securityAdmin|serviceAccountTokenCreator|serviceAccountKeyAdmin)|secretmanager\.(admin|secretAccessor)|resourcemanager\.projectIamAdmin|compute\.admin)$/;

const wide = (path: Path, role: string): readonly Finding[] =>
  WIDE.test(role)
    ? [
        {
          path,
          kind: "notice",
          message: `by ${role} every DAG could read the secrets of this deployment, or change it; write a role for what the tasks do`,
        },
      ]
    : [];
