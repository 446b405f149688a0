/** One field of a line of CSV, as Docker reads the value of --mount. */
export const csvField = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
