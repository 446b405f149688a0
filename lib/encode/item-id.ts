import { digest } from "../deployment/digest";

const WORDS_LENGTH = 60;
const DIGEST_DIGITS = 8;

/**
 * A text of the file as part of a Terraform address and of a construct's id: its letters and digits for people, and a
 * digest of all of it, so that `a/b` and `a.b` are two.
 */
export function itemId(text: string): string {
  const words = text
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(-WORDS_LENGTH)
    .replace(/^-|-$/g, "");
  return `${words}-${digest(text, DIGEST_DIGITS)}`;
}

/** Names that stand in an address as they are. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_-]{0,126}$/;

/** Address of a secret that exists and that the file names; of plain names and of others never the same. */
export const givenId = (secret: string): string => (PLAIN.test(secret) ? `given-${secret}` : `given_${itemId(secret)}`);
