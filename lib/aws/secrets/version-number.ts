import { Fn } from "../../encode/functions";
import { numberOf } from "../../encode/reference";

/** 48 bits of a digest: no two values meet by chance, and the number is exact in JSON. */
const DIGITS = 12;
/**
 * 20 bits of a digest of a secret itself: one change in a million goes unseen, and who reads the state learns too little
 * to guess the secret from it.
 */
export const DIGITS_OF_SECRET = 5;

const HEXADECIMAL = 16;

/** A number for `*_wo_version`: another one as soon as one of these texts is another. */
export const versionNumber = (texts: readonly string[], digits = DIGITS): number =>
  numberOf(Fn.parseint(Fn.substr(Fn.sha256(Fn.join("|", [...texts])), 0, digits), HEXADECIMAL));
