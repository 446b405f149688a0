import { SecretManagerSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-secret-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Hole, SecretName, Text } from "../../airflow/secrets/secret";
import { Sources } from "../../airflow/secrets/sources";
import { jsonencoded } from "../../encode/functions";
import type { MachineDocument, Piece } from "../machines/document";
import { regionOf } from "../settings/scalars";
import type { GcpFile } from "../settings/settings";
import { taken } from "./generated";
import { keeper } from "./keeper";
import type { Source } from "./source";
import type { Store } from "./stored";

export interface SecretsProps {
  readonly stack: string;
  readonly settings: Pick<GcpFile, "project" | "zone" | "protect">;
  /** Google's services that must be on before a secret is made. */
  readonly after?: readonly ITerraformDependable[];
}

const READER = "roles/secretmanager.secretAccessor";

/**
 * Secrets in Secret Manager. Terraform's state and plan, and the documents of the machines, hold names and numbers of
 * versions, no value. A machine puts texts together from them when it starts; the versions come to it beside its
 * document, so that a new value is a new generation and reaches the processes with the next deployment.
 */
export class Secrets extends Construct {
  private readonly sources: Sources<Source>;
  private readonly store: Store;

  constructor(scope: Construct, id: string, { stack, settings, after = [] }: SecretsProps) {
    super(scope, id);
    const { project, zone, protect } = settings;
    this.store = { stack, project, region: regionOf(zone), protect, after };
    this.sources = new Sources(keeper(this, this.store));
  }

  /** The text as a machine takes it. */
  pieces(text: Text): Piece[] {
    return text.map((part) => (typeof part === "string" ? part : this.piece(part)));
  }

  /** The whole file of KEY=VALUE lines. */
  envFile(path: string): Piece[] {
    return [{ secret: this.sources.envFile(path).secret }];
  }

  /** Gives a secret of the deployment the value that Google made. `version`: another number for another value. */
  take(name: SecretName, value: string, version: number): void {
    this.sources.take(name, () => taken(this, this.store, name, value, version));
  }

  /** Versions of these secrets, by their names as machines ask for them. */
  versionsOf(names: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(names.map((name) => [name, this.named(name).version]));
  }

  /**
   * What only Terraform knows of a machine, as JSON: the value of the metadata key `airflow-references`.
   * @param authorities of all servers, by their names; those that the document names are taken
   */
  references(
    document: Pick<MachineDocument, "units" | "authorities">,
    authorities: Readonly<Record<string, string>>,
  ): string {
    const known = Object.keys(document.authorities).map((name): [string, string] => {
      const authority = authorities[name];
      if (authority === undefined) throw new Error(`no authority of ${name} is known`);
      return [name, authority];
    });
    const versions = this.versionsOf(secretsOf(document));
    return jsonencoded({ versions, authorities: Object.fromEntries(known) });
  }

  /**
   * Lets a machine's identity read these secrets, each for itself.
   * @param machine `master`, or the pool
   * @param member of IAM
   * @param names as secretsOf has them
   */
  grantRead(machine: string, member: string, names: readonly string[]): ITerraformDependable[] {
    return names.map((name) => {
      const { name: id, id: secretId, project } = this.named(name);
      // No pool has an underscore in its name.
      const right = new SecretManagerSecretIamMember(this, `${machine}_${id}`, {
        secretId,
        project,
        role: READER,
        member,
      });
      right.overrideLogicalId(`${machine}_${id}`);
      return right;
    });
  }

  /** By its name as a machine asks for it. */
  private named(secret: string): Source {
    const found = this.sources.all().find((source) => source.secret === secret);
    if (found === undefined) throw new Error(`not a secret of this deployment: ${secret}`);
    return found;
  }

  private piece(filler: Hole): Piece {
    const { source, key } = this.sources.of(filler);
    const { encode } = filler;
    return {
      secret: source.secret,
      ...(key === undefined ? {} : { key }),
      ...(encode === undefined ? {} : { encode }),
    };
  }
}

/** Names of the secrets in a machine's document, each once, sorted. */
export function secretsOf({ units }: Pick<MachineDocument, "units">): string[] {
  const pieces = units.flatMap(({ secrets }) => Object.values(secrets)).flat();
  return [...new Set(pieces.flatMap((piece) => (typeof piece === "string" ? [] : [piece.secret])))].sort();
}
