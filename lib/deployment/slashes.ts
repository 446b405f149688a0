/** A path or an address without the slashes at its end; `/` alone is nothing. Each slash is looked at once. */
export const withoutEndSlashes = (path: string): string => path.replace(/(?<!\/)\/+$/, "");
