import { createHash } from "node:crypto";

/**
 * SHA-256 of a text in hexadecimal.
 * @param digits how many of them. Unwritten: all 64. A few tell names apart whose words alone would not: `a/b` and `a-b`
 */
export const digest = (text: string, digits?: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, digits);
