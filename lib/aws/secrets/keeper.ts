import type { Construct } from "constructs";
import type { Keeper } from "../../airflow/secrets/sources";
import { type Copy, environmentCopy, fileCopy } from "../../encode/file-copy";
import { generated } from "./generated";
import { given } from "./given";
import type { Source } from "./source";
import { type Store, stored } from "./stored";

/** Keeps secrets in Secrets Manager. */
export function keeper(scope: Construct, store: Store): Keeper<Source> {
  const into = { stack: store.stack, manager: "Secrets Manager", most: Number.POSITIVE_INFINITY };
  const copied = ({ name, ...what }: Copy) => stored(scope, store, name, what);
  return {
    generated: (name) => generated(scope, store, name),
    file: (path, key) => copied(fileCopy(scope, into, path, key)),
    envFile: (path) => copied(environmentCopy(scope, into, path)),
    given: (secret) => ({ id: secret, make: () => given(scope, secret) }),
  };
}
