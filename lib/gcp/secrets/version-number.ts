import { Fn } from "../../encode/functions";
import { numberOf } from "../../encode/reference";

/**
 * 20 bits of a digest of a secret itself: one change in a million goes unseen, and who reads the state learns too little
 * to guess the secret from it.
 */
const DIGITS = 5;
const HEXADECIMAL = 16;

/**
 * A number for `secret_data_wo_version`: another one for another value. Terraform would keep a number that comes of a
 * secret as secret as that; it is said to be none.
 * @param where makes equal values of two secrets differ
 */
export const versionNumber = (where: string, value: string): number => {
  const digest = Fn.substr(Fn.sha256(Fn.join("|", [where, value])), 0, DIGITS);
  return numberOf(Fn.nonsensitive(Fn.parseint(digest, HEXADECIMAL)));
};
