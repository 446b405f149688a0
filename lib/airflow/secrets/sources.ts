import type { SecretReference } from "../../deployment/schema/scalars";
import type { Hole, SecretName } from "./secret";

/** A hole's source, and the key of JSON where only one of the secret's is meant. */
export interface Filled<Source> {
  readonly source: Source;
  /** The name in the file, of a secret that exists. */
  readonly secret?: string;
  readonly key?: string;
}

/** How a cloud keeps secrets. */
export interface Keeper<Source> {
  generated(name: SecretName): Source;
  /** Of a file of the machine that deploys; all of it without the space around it, or one key of JSON. */
  file(path: string, key: string | undefined): Source;
  /** A file of KEY=VALUE lines, as it is. */
  envFile(path: string): Source;
  /** One that exists; equal ids are one secret. */
  given(secret: string): { readonly id: string; make(): Source };
}

/** Where the values of holes lie: each source is made once. */
export class Sources<Source> {
  private readonly made = new Map<string, Source>();

  constructor(private readonly keeper: Keeper<Source>) {}

  of(filler: Hole): Filled<Source> {
    if ("given" in filler) return this.given(filler.given);
    return { source: this.once(filler.secret, () => this.keeper.generated(filler.secret)) };
  }

  envFile(path: string): Source {
    return this.once("environment file", () => this.keeper.envFile(path));
  }

  /** Gives a secret of the deployment a value that came otherwise, before anybody asks for it. */
  take(name: SecretName, make: () => Source): void {
    if (this.made.has(name)) throw new Error(`secret ${name} was generated before its value came`);
    this.once(name, make);
  }

  /** Every one that was asked for. */
  all(): readonly Source[] {
    return [...this.made.values()];
  }

  private given({ secret, key, file }: SecretReference): Filled<Source> {
    if (secret === undefined || file !== undefined) {
      const path = file ?? "";
      return { source: this.once(JSON.stringify([path, key]), () => this.keeper.file(path, key)) };
    }
    const { id, make } = this.keeper.given(secret);
    return { source: this.once(`given ${id}`, make), secret, ...(key === undefined ? {} : { key }) };
  }

  private once(id: string, make: () => Source): Source {
    const known = this.made.get(id) ?? make();
    this.made.set(id, known);
    return known;
  }
}
