import { Fn } from "./functions";
import { numberOf } from "./reference";

/** 48 bits of a digest: no two values meet by chance, and the number is exact in JSON. */
const DIGITS = 12;
/**
 * 20 bits of a digest of a secret itself: one change in a million goes unseen, and who reads the state learns too little
 * to guess the secret from it.
 */
const DIGITS_OF_SECRET = 5;
const HEXADECIMAL = 16;

/** A number for `*_wo_version`: another one as soon as one of these texts is another. */
export const versionNumber = (texts: readonly string[], digits = DIGITS): number =>
  numberOf(Fn.parseint(Fn.substr(Fn.sha256(Fn.join("|", [...texts])), 0, digits), HEXADECIMAL));

/**
 * The same of a secret's value. Terraform would keep a number that comes of a secret as secret as that; it is said to be
 * none.
 * @param where makes equal values of two secrets differ
 */
export const secretVersionNumber = (where: string, value: string): number =>
  numberOf(Fn.nonsensitive(versionNumber([where, value], DIGITS_OF_SECRET)));
