/** Milliseconds between two looks. */
const EVERY = 500;

export const sleep = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * Looks until there is something to see. A look that throws counts as nothing yet: servers come and go in these runs.
 * @throws after `seconds`, with what the last look threw
 */
export async function until<Seen>(
  what: string,
  seconds: number,
  look: () => Promise<Seen | undefined | false>,
): Promise<Seen> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    let why = "";
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
    } catch (error) {
      why = `: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}${why}`);
    await sleep(EVERY / 1000);
  }
}

/** Seconds that something took, with one digit. */
export async function timed<Value>(run: () => Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const start = Date.now();
  const value = await run();
  return { value, seconds: secondsSince(start) };
}

export const secondsSince = (milliseconds: number): number => Math.round((Date.now() - milliseconds) / 100) / 10;
