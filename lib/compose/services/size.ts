import { lookUp } from "../../deployment/look-up";

const BYTES: Readonly<Record<string, number>> = { "": 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Compose's `512m`, `1.5gb`, `2147483648` in whole MiB; undefined where it is no amount, or none at all. */
export function mebibytes(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)\s*([bkmgt]?)i?b?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const amount = Math.floor((Number(number) * (lookUp(BYTES, unit.toLowerCase()) ?? 1)) / 1024 ** 2);
  return amount < 1 ? undefined : amount;
}
