const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** 7200 as the file writes it: `2h`. */
export function showDuration(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size && seconds % size === 0) ?? ["s", 1];
  return `${seconds / size}${unit}`;
}

/** 2048 as the file writes it: `2GiB`. */
export const showMemory = (mebibytes: number): string =>
  mebibytes % 1024 === 0 ? `${mebibytes / 1024}GiB` : `${mebibytes}MiB`;

/** Seconds for people: `6 h 1 min`. No time at all is `0 s`. */
export function durationWords(seconds: number): string {
  const parts = UNITS.reduce<{ readonly left: number; readonly words: readonly string[] }>(
    ({ left, words }, [unit, size]) => {
      const count = Math.floor(left / size);
      return {
        left: left - count * size,
        words: count === 0 ? words : [...words, `${count} ${unit === "m" ? "min" : unit}`],
      };
    },
    { left: seconds, words: [] },
  );
  return parts.words.length === 0 ? "0 s" : parts.words.join(" ");
}
