/**
 * Ids of rows and lines within a page. Characters that a fragment of an address would have to encode become `~` and
 * their code point, so that `href` and `id` are the same text everywhere; two names never share an id.
 */
const safe = (text: string): string =>
  text.replace(/[^A-Za-z0-9._/-]/gu, (character) => `~${character.codePointAt(0)?.toString(16)}.`);

/** `process-worker-gpu` */
export const rowId = (kind: "process" | "pool" | "queue" | "secret", name: string): string => `${kind}-${safe(name)}`;

/** `configs/local-docker.yaml:12` */
export const lineId = (file: string, line: number): string => `${safe(file)}:${line}`;
