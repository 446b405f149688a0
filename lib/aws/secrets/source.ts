/** A secret in Secrets Manager, at the one version that this deployment uses. */
export interface Source {
  /** Name in Terraform's addresses; of ours and of given ones never the same. */
  readonly name: string;
  /** ARN of the secret. */
  readonly arn: string;
  /** Id of the version, which Terraform knows without the value. */
  readonly version: string;
}
