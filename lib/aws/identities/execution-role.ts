import type { Construct } from "constructs";
import { secretArn } from "../secrets/secret-id";
import type { Place } from "../words/place";
import { arnIn, through, type Where } from "./arn";
import { role } from "./role";
import { allow, type Statement } from "./statement";

export interface ExecutionRights {
  /** ARNs of the secrets that the task's containers get as variables. */
  readonly secrets: readonly string[];
  /** ARN of the repository with the image; undefined: the image comes from elsewhere. */
  readonly repository: string | undefined;
  /** ARN of the log group. */
  readonly logs: string;
}

/** What ECS itself may do to start one service's tasks. */
export const executionStatements = (
  where: Where,
  { secrets, repository, logs }: ExecutionRights,
): readonly Statement[] => [
  ...(repository === undefined
    ? []
    : [
        // A token of the registry belongs to no repository.
        allow("RegistryToken", ["ecr:GetAuthorizationToken"], ["*"]),
        allow(
          "Image",
          ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          [repository],
        ),
      ]),
  allow("Logs", ["logs:CreateLogStream", "logs:PutLogEvents"], [`${logs}:*`]),
  ...(secrets.length === 0
    ? []
    : [
        allow("Secrets", ["secretsmanager:GetSecretValue"], secrets),
        // A given secret may have a key of its owner's. Through Secrets Manager a key opens nothing but the secrets above.
        allow(
          "SecretKeys",
          ["kms:Decrypt"],
          owners(where, secrets).map((account) => arnIn({ ...where, account }, "kms", "key/*")),
          through(where, "secretsmanager"),
        ),
      ]),
];

/** Accounts of the secrets; only of another account's secret the ARN is known here. */
const owners = ({ account }: Where, secrets: readonly string[]): readonly string[] => [
  ...new Set(secrets.map((arn) => secretArn(arn)?.account ?? account)),
];

export interface ExecutionRoleProps extends ExecutionRights {
  /** The service's name, or `clean`. */
  readonly name: string;
}

/** The role by which ECS starts the tasks of one service. */
export const executionRole = (
  scope: Construct,
  place: Pick<Place, "stack" | "settings">,
  { name, ...rights }: ExecutionRoleProps,
): string =>
  role(scope, "execution-role", place, {
    name: `${name}-execution`,
    description: `What ECS needs to start ${name} of ${place.stack}`,
    service: "ecs-tasks",
    source: arnIn(place.settings, "ecs", "*"),
    statements: executionStatements(place.settings, rights),
  });
