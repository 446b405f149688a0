const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** Seconds for people: `6 h 1 min`. No time at all is `0 s`. */
export function durationWords(seconds: number): string {
  const parts = UNITS.reduce<{ readonly left: number; readonly words: readonly string[] }>(
    ({ left, words }, [unit, size]) => {
      const count = Math.floor(left / size);
      return { left: left - count * size, words: count === 0 ? words : [...words, `${count} ${unit}`] };
    },
    { left: seconds, words: [] },
  );
  return parts.words.length === 0 ? "0 s" : parts.words.join(" ");
}
