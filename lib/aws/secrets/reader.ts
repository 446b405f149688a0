import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { expression } from "../../encode/reference";
import { literal } from "../../encode/terraform";
import type { Source } from "./source";

/** A key of JSON whose value ECS finds by itself; `:` ends a part of its reference. */
export const PLAIN_KEY = /^[A-Za-z0-9_.-]+$/;

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

/**
 * Reads values for write-only arguments, when Terraform plans and again when it applies: neither the plan nor the state
 * holds them. Read back and never taken from where they were made, so that an apply that dies half way goes on with
 * the stored value. cdktf has no construct for `ephemeral`.
 */
export class Reader extends Construct {
  private readonly conditions = new Map<string, readonly Condition[]>();

  /** The value as Secrets Manager holds it. */
  value(source: Source): string {
    const stack = TerraformStack.of(this);
    const address = addressOf(source);
    stack.addOverride(`${address}.secret_id`, source.arn);
    stack.addOverride(`${address}.version_id`, source.version);
    return expression`${{ address: `${address}.secret_string` }}`;
  }

  /** Refuses, when Terraform plans, a value that a process could not use: ECS hands it on as it is. */
  check(source: Source, secret: string, key: string | undefined): void {
    this.value(source);
    const known = this.conditions.get(source.name) ?? [];
    const condition = key === undefined ? whole(secret) : ofKey(secret, key);
    if (known.some((one) => one.error_message === condition.error_message)) return;
    const conditions = [...known, condition];
    this.conditions.set(source.name, conditions);
    TerraformStack.of(this).addOverride(`${addressOf(source)}.lifecycle`, { postcondition: conditions });
  }
}

const addressOf = ({ name }: Source): string => `ephemeral.aws_secretsmanager_secret_version.${name}`;

/** A line's end, as `--secret-string file://` leaves it, spoils a password; around JSON it does no harm. */
const whole = (secret: string): Condition => ({
  condition: expression`try(self.secret_string == trimspace(self.secret_string) || can(keys(jsondecode(self.secret_string))), false)`,
  error_message: literal(
    `Secret ${secret} in Secrets Manager must be text without a space or an end of line around it. Store it again, for example: printf %s VALUE > f; aws secretsmanager put-secret-value --secret-id ${secret} --secret-string file://f`,
  ),
});

const ofKey = (secret: string, key: string): Condition => ({
  condition: expression`can(tostring(jsondecode(self.secret_string)[${key}]))`,
  error_message: literal(
    `Secret ${secret} in Secrets Manager must be JSON with the key ${key}, and the value a text or a number.`,
  ),
});
