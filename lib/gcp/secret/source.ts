/** A secret in Secret Manager, at the one version that this deployment uses. */
export interface Source {
  /** Name in Terraform's addresses; of ours and of given ones never the same. */
  readonly name: string;
  /** Name in the project, as a machine asks for it. Never a token. */
  readonly secret: string;
  /** What a right to it is given on. */
  readonly id: string;
  /** Number of the version, which Terraform knows without the value. */
  readonly version: string;
}
