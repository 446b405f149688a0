import { contrast, faint } from "./contrast";

test("contrast as WCAG defines it", () => {
  expect(contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)")).toBeCloseTo(21);
  expect(contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)")).toBeCloseTo(4.48, 2);
});

test("a colour that cannot be read counts as no contrast", () => {
  expect(contrast("color(srgb 1 1 1)", "rgb(0, 0, 0)")).toBe(0);
});

test("text below 4.5 to 1 is named, once for its colours", () => {
  const grey = { ink: "rgb(119, 119, 119)", ground: "rgb(255, 255, 255)" };
  const texts = [
    { text: "one", ...grey },
    { text: "two", ...grey },
    { text: "three", ink: "rgb(0, 0, 0)", ground: grey.ground },
  ];
  expect(faint(texts)).toEqual(["two: 4.48 (rgb(119, 119, 119) on rgb(255, 255, 255))"]);
});
