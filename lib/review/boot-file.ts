/** Folder of the texts that machines start from, beside the stack's JSON. */
export const BOOT = "boot";

/** Browsers show a text of this kind, and save one that ends in `.yaml`. */
export const bootFile = (name: string): string => `${name}.txt`;

/** Where such a text is, seen from the pages. */
export const fromPages = (stack: string, name: string): string => `../stacks/${stack}/${BOOT}/${bootFile(name)}`;
