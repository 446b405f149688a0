import { AsyncLocalStorage } from "node:async_hooks";

/** Milliseconds between two looks. */
const EVERY = 500;
/** Seconds that the last look may go on after the limit. */
const GRACE = 30;

export const sleep = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** When the wait that runs now ends, in milliseconds of the clock: a wait inside another one ends with it. */
const limit = new AsyncLocalStorage<number>();

/**
 * Looks until there is something to see. A look that throws counts as nothing yet, for servers come and go in these runs;
 * one look never decides, however long it took.
 * @param seconds of this wait; it ends sooner when it is a part of another one that does
 * @throws at its end, with what the last look threw
 */
export async function until<Seen>(
  what: string,
  seconds: number,
  look: () => Promise<Seen | undefined | false>,
): Promise<Seen> {
  const begun = Date.now();
  const end = Math.min(begun + seconds * 1000, limit.getStore() ?? Number.POSITIVE_INFINITY);
  for (let looks = 1; ; looks++) {
    let why = "";
    try {
      const seen = await limit.run(end, () => notForEver(look(), Math.max(end, Date.now()) + GRACE * 1000));
      if (seen !== undefined && seen !== false) return seen;
    } catch (error) {
      why = `; last: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (Date.now() > end && looks > 1)
      throw new Error(`waited ${Math.round((Date.now() - begun) / 1000)} s for ${what}${why}`);
    await sleep(EVERY / 1000);
  }
}

/** A program that hangs is not waited for beyond the limit. */
async function notForEver<Seen>(look: Promise<Seen>, end: number): Promise<Seen> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("a look that does not end")), end - Date.now());
  });
  return await Promise.race([look, late]).finally(() => clearTimeout(timer));
}

/** Seconds since then, with one digit. */
export const secondsSince = (milliseconds: number): number => Math.round((Date.now() - milliseconds) / 100) / 10;
