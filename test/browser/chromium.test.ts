import { findChromium } from "./chromium";

test("CHROMIUM_PATH is taken, if it is a program", () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath, PATH: "" })).toEqual({ path: process.execPath });
  expect(findChromium({ CHROMIUM_PATH: "/nowhere/chromium" })).toEqual({
    missing: "CHROMIUM_PATH is /nowhere/chromium, which is no program",
  });
});

test("without one, the message says what was looked for", () => {
  expect(findChromium({ PATH: "/nowhere" })).toEqual({
    missing: expect.stringMatching(
      /^no Chromium: none of chromium, .* is on the PATH\. Install one, or set CHROMIUM_PATH$/,
    ),
  });
});
