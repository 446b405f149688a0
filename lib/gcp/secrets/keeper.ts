import type { Construct } from "constructs";
import type { Keeper } from "../../airflow/secrets/sources";
import { type Copy, environmentCopy, fileCopy } from "../../encode/file-copy";
import { generated } from "./generated";
import { given } from "./given";
import { resourceOf, secretId } from "./secret-id";
import type { Source } from "./source";
import { type Store, stored } from "./stored";

/** Of a path and a key in a name: with a stack's 20 characters far below the 255 that Secret Manager takes. */
const MOST = 100;

/** Keeps secrets in Secret Manager. */
export function keeper(scope: Construct, store: Store): Keeper<Source> {
  const into = { stack: store.stack, manager: "Secret Manager", most: MOST };
  const copied = ({ name, ...what }: Copy) => stored(scope, store, name, what);
  return {
    generated: (name) => generated(scope, store, name),
    file: (path, key) => copied(fileCopy(scope, into, path, key)),
    envFile: (path) => copied(environmentCopy(scope, into, path)),
    given: (secret) => {
      const id = secretId(secret, store.project);
      if (id === undefined) throw new Error(`secret ${secret} has passed the rules without being one`);
      return { id: resourceOf(id), make: () => given(scope, id) };
    },
  };
}
