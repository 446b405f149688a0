import { withoutCallStacks } from "../../lib/synth/call-stacks";

function recorded(): string {
  const target = { stack: "" };
  Error.captureStackTrace(target);
  return target.stack;
}

test("nothing records a call stack meanwhile, and everything does again afterwards", () => {
  expect(withoutCallStacks(recorded)).toBe("");
  expect(recorded()).toContain("recorded");
});

test("an error keeps its stack, and ends it as well", () => {
  const before = Error.captureStackTrace;
  const fail = (): never => {
    throw new Error("broken");
  };
  expect(() => withoutCallStacks(fail)).toThrow(expect.objectContaining({ stack: expect.stringContaining("fail") }));
  expect(Error.captureStackTrace).toBe(before);
});
