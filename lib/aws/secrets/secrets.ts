import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { Construct } from "constructs";
import type { Hole, Text } from "../../airflow/secrets/secret";
import { type Filled, Sources } from "../../airflow/secrets/sources";
import { Fn, keyOf } from "../../encode/functions";
import { versionNumber } from "../../encode/version-number";
import { composed, digestOf, nameOfVariable } from "./composed";
import type { Encryption } from "./encryption";
import { keeper } from "./keeper";
import { PLAIN_KEY, Reader } from "./reader";
import type { Source } from "./source";
import type { Store } from "./stored";

export interface SecretsProps {
  readonly stack: string;
  readonly encryption: Pick<Encryption, "key">;
}

/**
 * Secrets in Secrets Manager. Terraform's state, its plan and the task definitions hold ARNs and ids of versions, no
 * value. A reference names the version, so that a new value makes a new task definition and reaches the processes with
 * the next deployment, all of them alike, and a rollback takes the old value back with it.
 */
export class Secrets extends Construct {
  private readonly store: Store;
  private readonly sources: Sources<Source>;
  private readonly reader: Reader;
  /** Our secrets with a whole text in them, by that text. */
  private readonly copies = new Map<string, Source>();
  private readonly arns = new Map<string, string>();
  private readonly shown = new Map<string, string>();

  constructor(scope: Construct, id: string, { stack, encryption }: SecretsProps) {
    super(scope, id);
    this.store = { stack, key: encryption.key };
    this.sources = new Sources(keeper(this, this.store));
    this.reader = new Reader(this, "reader");
  }

  /** What `secrets[].valueFrom` of a container takes, for a variable of this name. Equal texts are one secret. */
  reference(variable: string, text: Text): string {
    return this.direct(text) ?? this.copy(variable, text);
  }

  /** The whole file of KEY=VALUE lines, as a reference like those above. */
  envFile(path: string): string {
    return this.refer(this.sources.envFile(path));
  }

  /** ARNs of the secrets that these references name, each once: what the execution role of a task must read. */
  readable(references: readonly string[]): string[] {
    const arns = references.map((reference) => {
      const arn = this.arns.get(reference);
      if (arn === undefined) throw new Error(`not a reference of this deployment's secrets: ${reference}`);
      return arn;
    });
    return [...new Set(arns)];
  }

  /** The value for a write-only argument; Terraform takes it nowhere else. */
  ephemeral(filler: Hole): string {
    const filled = this.sources.of(filler);
    return within(filler, filled, this.reader.value(filled.source));
  }

  /** For the `*_wo_version` beside it: another number for another value. */
  version(filler: Hole): number {
    return versionNumber([this.sources.of(filler).source.version]);
  }

  /** The value from a data source, so that the state holds it: only for what has no write-only argument. */
  inState(filler: Hole): string {
    const filled = this.sources.of(filler);
    const { name, arn, version } = filled.source;
    const text = this.shown.get(name) ?? shown(this, name, arn, version);
    this.shown.set(name, text);
    return within(filler, filled, text);
  }

  /** ARN of the secret, for people who look for it. */
  arn(filler: Hole): string {
    return this.sources.of(filler).source.arn;
  }

  /** A hole alone needs no copy: ECS finds the secret itself, and the key of JSON in it. */
  private direct(text: Text): string | undefined {
    const [filler] = text;
    if (text.length !== 1 || filler === undefined || typeof filler === "string" || filler.encode !== undefined)
      return undefined;
    const { source, secret, key } = this.sources.of(filler);
    if (key !== undefined && !PLAIN_KEY.test(key)) return undefined;
    if (secret !== undefined) this.reader.check(source, secret, key);
    return this.refer(source, key);
  }

  private copy(variable: string, text: Text): string {
    const content = JSON.stringify(text);
    const known =
      this.copies.get(content) ?? composed(this, this.store, this.copyName(variable, text), text, this.fill);
    this.copies.set(content, known);
    return this.refer(known);
  }

  /** Pools may have different texts for one variable. */
  private copyName(variable: string, text: Text): string {
    const name = nameOfVariable(variable);
    return [...this.copies.values()].some((copy) => copy.name === name) ? `${name}-${digestOf(text)}` : name;
  }

  private readonly fill = (filler: Hole) => ({
    value: this.ephemeral(filler),
    version: this.sources.of(filler).source.version,
  });

  /** Source: Amazon ECS, "Pass Secrets Manager secrets": ARN:JSON-KEY:STAGE:VERSION. */
  private refer({ arn, version }: Source, key = ""): string {
    const reference = `${arn}:${key}::${version}`;
    this.arns.set(reference, arn);
    return reference;
  }
}

function shown(scope: Construct, name: string, secretId: string, versionId: string): string {
  const data = new DataAwsSecretsmanagerSecretVersion(scope, `${name}-in-state`, { secretId, versionId });
  data.overrideLogicalId(name);
  return data.secretString;
}

/** Of a secret's text what the hole means, as it is to be written. */
function within({ encode }: Hole, { secret, key }: Filled<Source>, text: string): string {
  const value = key === undefined ? text : keyOf(Fn.jsondecode(text), key);
  const plain = secret !== undefined && key === undefined ? Fn.trimspace(value) : value;
  if (encode === "json") return Fn.jsonencode(plain);
  // Terraform writes a space as `+`, as in a query; before the `@` of a URL it must be %20.
  return encode === "url" ? Fn.replace(Fn.urlencode(plain), "+", "%20") : plain;
}
