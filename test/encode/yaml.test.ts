import { parse } from "yaml";
import { yaml } from "../../lib/encode/yaml";

test("a text of several lines is a block that people can read", () => {
  expect(yaml({ text: "[Unit]\nDescription=x\n" })).toBe("text: |\n  [Unit]\n  Description=x\n");
});

test("a long line stays one", () => {
  const line = "word ".repeat(200).trim();
  expect(yaml({ line })).toBe(`line: ${line}\n`);
});

test.each(["on", "yes", "1:30", "0o7", "2001-01-01", "null", "~", "=", "<<", "1_000"])(
  "the text %s is in quotes: YAML 1.1 takes it for something else",
  (text) => {
    expect(yaml({ text })).toBe(`text: ${JSON.stringify(text)}\n`);
  },
);

test.each([" lead\nb\n", "tail \nb\n", "a\r\nb", "\u0000", "é\u0085x", "\u2028", "\uFEFFx", "\tb\n"])(
  "the text %j comes back as it was, and as characters that every reader takes",
  (text) => {
    const written = yaml({ text });
    expect(parse(written)).toEqual({ text });
    expect(written).toMatch(/^[\n\x20-\x7Eé]*$/);
  },
);

test("one value in two places is written twice: readers without anchors take it", () => {
  const same = ["a"];
  expect(yaml({ one: same, other: same })).toBe("one:\n- a\nother:\n- a\n");
});
