import fc from "fast-check";

/** One change of a file's bytes. */
export interface Edit {
  readonly kind: "truncate" | "flip" | "insert" | "crlf" | "bom" | "tabs" | "repeat";
  /** Where, as a share of the length. */
  readonly at: number;
  readonly bytes: readonly number[];
}

/** Control characters, beginnings of UTF-8 without their ends, ends without their beginnings, marks of byte order. */
const BYTES = [
  [0x00],
  [0x07],
  [0x08],
  [0x1b, 0x5b, 0x32, 0x4a],
  [0x7f],
  [0x0d],
  [0x0b],
  [0x0c],
  [0x09],
  [0xc2, 0x85],
  [0xe2, 0x80, 0xa8],
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xc3],
  [0x80],
  [0xed, 0xa0, 0x80],
  [0xf8, 0x88, 0x80, 0x80],
];

export const edits: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("truncate", "flip", "flip", "insert", "insert", "insert", "crlf", "bom", "tabs", "repeat"),
  // Else most of them would hit the first byte.
  at: fc.noBias(fc.nat(9_999)).map((share) => share / 10_000),
  bytes: fc.constantFrom(...BYTES),
});

export function edited(file: Buffer, { kind, at, bytes }: Edit): Buffer {
  const place = Math.floor(at * file.length);
  const [before, after] = [file.subarray(0, place), file.subarray(place)];
  const text = (change: (text: string) => string) => Buffer.from(change(file.toString("latin1")), "latin1");
  if (kind === "truncate") return before;
  if (kind === "insert") return Buffer.concat([before, Buffer.from(bytes), after]);
  if (kind === "crlf") return text((all) => all.replaceAll("\n", "\r\n"));
  if (kind === "bom") return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), file]);
  if (kind === "tabs") return text((all) => all.replaceAll("\n  ", "\n\t"));
  if (kind === "repeat") return Buffer.concat([file, Buffer.from(at > 0.5 ? "---\n" : ""), after]);
  const copy = Buffer.from(file);
  if (place < copy.length) copy[place] = (copy[place] ?? 0) ^ (1 << ((bytes.length + (place % 7)) % 8));
  return copy;
}
