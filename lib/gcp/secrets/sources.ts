import type { Construct } from "constructs";
import type { Hole, SecretName } from "../../airflow/secrets/secret";
import type { SecretReference } from "../../deployment/scalars";
import { environmentFile, secretFile } from "./from-file";
import { generated, taken } from "./generated";
import { given } from "./given";
import { resourceOf, secretId } from "./secret-id";
import type { Source } from "./source";
import type { Store } from "./stored";

/** A hole's source, and the key of JSON where only one of the secret's is meant. */
export interface Filled {
  readonly source: Source;
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

  /** Gives a secret of the deployment the value that Google made, before anybody asks for it. */
  take(name: SecretName, value: string, version: number): void {
    if (this.made.has(name)) throw new Error(`secret ${name} was generated before its value came`);
    this.once(name, () => taken(this.scope, this.store, name, value, version));
  }

  envFile(path: string): Source {
    return this.once("environment file", () => environmentFile(this.scope, this.store, path));
  }

  /** As a machine asks for it. */
  named(secret: string): Source {
    const found = [...this.made.values()].find((source) => source.secret === secret);
    if (found === undefined) throw new Error(`not a secret of this deployment: ${secret}`);
    return found;
  }

  private given({ secret, key, file }: SecretReference): Filled {
    if (secret === undefined || file !== undefined) {
      const path = file ?? "";
      const id = JSON.stringify([path, key]);
      return { source: this.once(id, () => secretFile(this.scope, this.store, path, key)) };
    }
    const id = secretId(secret, this.store.project);
    if (id === undefined) throw new Error(`secret ${secret} has passed the rules without being one`);
    const source = this.once(`given ${resourceOf(id)}`, () => given(this.scope, id));
    return { source, ...(key === undefined ? {} : { key }) };
  }

  private once(id: string, make: () => Source): Source {
    const known = this.made.get(id) ?? make();
    this.made.set(id, known);
    return known;
  }
}
