/**
 * Stands inside what cdktf would take for a mark of its own, from where a construct takes text of a file until Terraform's
 * text is written, see lib/encode/stand-in.ts. No file holds this character, see characters.ts.
 */
export const STAND_IN = "\ufdd0";

/** A text as the file has it: for people, and for paths that are read here. */
export const withoutStandIn = (text: string): string => text.replaceAll(STAND_IN, "");
