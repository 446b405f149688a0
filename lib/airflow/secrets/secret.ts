import type { SecretReference } from "../../deployment/schema/scalars";

/** Secrets that the deployment owns; the number is the generation from the file's `keys`. */
export type SecretName =
  | "metadata-database"
  | "broker"
  | "admin"
  | "flower"
  | `fernet-${number}`
  | `api-${number}`
  | `jwt-${number}`;

/** A hole that only the target can fill: a generated secret, or one that the file refers to. */
export type Hole = ({ readonly secret: SecretName } | { readonly given: SecretReference }) & {
  readonly encode?: "url" | "json";
};

/** Text with holes: what a secret variable holds, before anybody knows the secret. */
export type Text = readonly (string | Hole)[];

export const hole = (secret: SecretName): Hole => ({ secret });
export const inUrl = (filler: Hole): Hole => ({ ...filler, encode: "url" });

/** As a JSON string, quotes included. */
export const inJson = (filler: Hole): Hole => ({ ...filler, encode: "json" });

/** The file's reference where it gives one, else the secret that the target generates. */
export const givenOr = (reference: SecretReference | undefined, secret: SecretName): Hole =>
  reference === undefined ? hole(secret) : { given: reference };
