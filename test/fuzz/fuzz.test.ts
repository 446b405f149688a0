import { Crew } from "./crew";
import { Tally } from "./tally";

/** As many as a test has time for; `npm run fuzz` takes ten thousand. */
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);

test("a mutated file is refused with its line, or accepted and good Terraform", async () => {
  const tally = new Tally();
  await new Crew(1, () => false).judge(SEEDS, (result) => tally.add(result));
  expect(tally.told()).toEqual([]);
  expect(tally.count("refused")).toBeGreaterThan(0);
  expect(tally.count("accepted")).toBeGreaterThan(0);
  expect(tally.count("refused") + tally.count("accepted")).toBe(SEEDS.length);
}, 300_000);
