import type { SecretReference } from "../../deployment/schema/scalars";

/** Where a secret's value comes from and where it is kept, in words. */
export interface SecretWords {
  readonly source: string;
  readonly kept: string;
}

/** Behind the place of a secret that a cloud's server takes in no other way. */
export const IN_STATE = "and Terraform's state";

/**
 * A secret that the file refers to.
 * @param manager of the cloud, as people call it
 * @param copy where the copy of a file is kept
 */
export const givenWords = ({ secret, file, key }: SecretReference, manager: string, copy: string): SecretWords => {
  const place = file === undefined ? `secret ${secret} of ${manager}` : `file ${file}`;
  return {
    source: key === undefined ? `the ${place}` : `${key} of the JSON in the ${place}`,
    kept: secret === undefined ? copy : `${manager}, ${secret}, which is yours`,
  };
};
