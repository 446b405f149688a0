import { oneLine, shorten, widthOf, wrap } from "../../../lib/review/picture/text";

test("a text takes at least what usual monospaced fonts give it", () => {
  expect(widthOf("worker-gpu", 10)).toBeCloseTo(61);
  expect(widthOf("übergröße", 10)).toBeCloseTo(9 * 6.1);
});

test("East Asian characters and emoji take a square, other scripts more than a letter", () => {
  expect(widthOf("数据", 10)).toBeCloseTo(21);
  expect(widthOf("👩‍🔬", 10)).toBeCloseTo(10.5);
  expect(widthOf("عمال", 10)).toBeCloseTo(36);
});

test("an accent of its own takes no room", () => {
  expect(widthOf("e\u0301", 10)).toBeCloseTo(6.1);
});

test("a text that fits stays as it is", () => {
  expect(shorten("default", 70, 10)).toBe("default");
});

test("a longer one keeps its beginning and its end, in which names often differ", () => {
  const name = "reports-of-the-northern-region-eu-17";
  const short = shorten(name, 100, 10);
  expect(short).toBe("reports-o…-eu-17");
  expect(widthOf(short, 10)).toBeLessThanOrEqual(100);
});

test("lines break at blanks, and no line is wider", () => {
  const lines = wrap(`queues: default, reports, ${"x".repeat(200)}`, 120, 10);
  expect(lines).toEqual(["queues: default,", "reports,", expect.stringMatching(/^x+…x+$/)]);
  for (const line of lines) expect(widthOf(line, 10)).toBeLessThanOrEqual(120);
});

test("line ends and tabs become one blank", () => {
  expect(oneLine(" a\n\tb ")).toBe("a b");
});
