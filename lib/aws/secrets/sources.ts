import type { Construct } from "constructs";
import type { Hole } from "../../airflow/secrets/secret";
import type { SecretReference } from "../../deployment/scalars";
import { secretFile } from "./from-file";
import { generated } from "./generated";
import { given } from "./given";
import type { Source } from "./source";
import type { Store } from "./stored";

/** A hole's source, and the key of JSON where only one of the secret's is meant. */
export interface Filled {
  readonly source: Source;
  /** The name in the file, of a secret that exists. */
  readonly secret?: string;
  readonly key?: string;
}

/** Where the values of holes lie: each source is made once. */
export class Sources {
  private readonly made = new Map<string, Source>();

  constructor(
    private readonly scope: Construct,
    private readonly store: Store,
  ) {}

  of(filler: Hole): Filled {
    if ("given" in filler) return this.given(filler.given);
    return { source: this.once(filler.secret, () => generated(this.scope, this.store, filler.secret)) };
  }

  private given({ secret, key, file }: SecretReference): Filled {
    if (secret === undefined || file !== undefined) {
      const path = file ?? "";
      const id = JSON.stringify([path, key]);
      return { source: this.once(id, () => secretFile(this.scope, this.store, path, key)) };
    }
    const source = this.once(`given ${secret}`, () => given(this.scope, secret));
    return { source, secret, ...(key === undefined ? {} : { key }) };
  }

  private once(id: string, make: () => Source): Source {
    const known = this.made.get(id) ?? make();
    this.made.set(id, known);
    return known;
  }
}
