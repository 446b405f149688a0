import { createHash } from "node:crypto";

/** Hexadecimal digits that tell texts apart where their words alone would not: `a/b` and `a-b` are two files. */
export const digest = (text: string, digits = 6): string =>
  createHash("sha256").update(text).digest("hex").slice(0, digits);
