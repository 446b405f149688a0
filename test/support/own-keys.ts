import { type Deployment, neutral } from "../../lib/deployment/schema/schema";

const SHARED: readonly string[] = ["target", "extends", "workers", ...Object.keys(neutral)];

/** Whether a key at the top of a file is the target's own. */
export const isOwn = (key: string): boolean => !SHARED.includes(key);

/** A file's keys at the top that are its target's own. */
export const own = (file: Deployment): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(file).filter(([key]) => isOwn(key)));
