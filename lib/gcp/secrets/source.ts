/** A secret in Secret Manager, at the one version that this deployment uses. */
export interface Source {
  /** Name in Terraform's addresses; of ours and of given ones never the same. */
  readonly name: string;
  /** As a machine asks for it: its name in the project, or projects/PROJECT/secrets/NAME of another one. Never a token. */
  readonly secret: string;
  /** What a right to it is given on. */
  readonly id: string;
  /** Of a secret that lies in another project: that one. */
  readonly project?: string;
  /** Number of the version, which Terraform knows without the value. */
  readonly version: string;
}
