import type { Statement } from "../../../lib/aws/identities/statement";

/** Every action on every resource, with its condition, sorted: what a policy comes to. */
export const actionsOn = (statements: readonly Statement[]): unknown[] =>
  statements
    .flatMap(({ Action, Resource = [], Condition }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => (Condition === undefined ? [action, resource] : [action, resource, Condition])),
      ),
    )
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
