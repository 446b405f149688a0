/**
 * What a table says of a text of the file; undefined: nothing. Never what every object has by itself: a service may be
 * called `constructor`, a variable `toString`.
 */
export const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
