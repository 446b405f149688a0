import { changeFor, growing, MOST_STEPS, shrinking } from "../../../lib/aws/derived/steps";

const MOST = [1, 2, 3, 10, 20, 21, 47, 64, 100, 1000];
const gaps = Array.from({ length: 1000 }, (_, index) => index + 1);

test("a pool of up to twenty workers has a step for every gap", () => {
  expect(growing(3)).toEqual([
    { lower: 0, upper: 2, change: 1 },
    { lower: 2, upper: 3, change: 2 },
    { lower: 3, upper: undefined, change: 3 },
  ]);
  expect(growing(20).map(({ change }) => change)).toEqual(gaps.slice(0, 20));
});

test("a larger pool has powers of two and the middles between them", () => {
  expect(growing(100).map(({ change }) => change)).toEqual([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96]);
});

test("shrinking is the mirror image, with the upper bound in the step", () => {
  expect(shrinking(3)).toEqual([
    { lower: -2, upper: 0, change: -1 },
    { lower: -3, upper: -2, change: -2 },
    { lower: undefined, upper: -3, change: -3 },
  ]);
});

test.each(MOST)("at most %i workers: steps follow one another without a hole, and AWS takes as many", (most) => {
  const steps = growing(most);
  expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
  expect(steps.slice(1).map(({ lower }) => lower)).toEqual(steps.slice(0, -1).map(({ upper }) => upper));
  expect([steps[0]?.lower, steps.at(-1)?.upper]).toEqual([0, undefined]);
});

test.each(MOST)(
  "at most %i workers: no gap is overshot, and at least two thirds of one that can be are closed",
  (most) => {
    const steps = growing(most);
    const wrong = gaps.filter((gap) => {
      const change = changeFor(steps, gap);
      return change > gap || change < (Math.min(gap, most) * 2) / 3;
    });
    expect(wrong).toEqual([]);
  },
);

test.each(MOST)("at most %i workers: shrinking does the same the other way round", (most) => {
  const steps = shrinking(most);
  expect(gaps.map((gap) => changeFor(steps, -gap))).toEqual(gaps.map((gap) => -changeFor(growing(most), gap)));
});

test("without a gap nothing shrinks, and no step is for the other direction", () => {
  expect(changeFor(shrinking(10), 0)).toBe(0);
  expect(changeFor(shrinking(10), 4)).toBe(0);
  expect(changeFor(growing(10), -4)).toBe(0);
});
