import { Fn, Tokenization } from "cdktf";
import { withoutCallStacks } from "../../lib/synth/call-stacks";

const recorded = () => Tokenization.reverse(Fn.upper("a"))[0]?.creationStack.length ?? 0;

test("tokens record no call stack meanwhile, and do so again afterwards", () => {
  expect(withoutCallStacks(recorded)).toBe(0);
  expect(recorded()).toBeGreaterThan(0);
});

test("an error keeps its stack, and ends it as well", () => {
  const before = Error.captureStackTrace;
  const fail = (): never => {
    throw new Error("broken");
  };
  expect(() => withoutCallStacks(fail)).toThrow(expect.objectContaining({ stack: expect.stringContaining("fail") }));
  expect(Error.captureStackTrace).toBe(before);
});
