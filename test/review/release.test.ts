import { isOlder } from "../../lib/airflow/version";
import { released, releaseWords } from "../../lib/review/release";
import { sampleReview } from "../support/review";

const release = (version: string | undefined) =>
  released(sampleReview(), version === undefined ? undefined : { version }).release;

test("nothing is known: as it was", () => {
  expect(released(sampleReview(), undefined)).toEqual(sampleReview());
  expect(releaseWords(release(undefined))).toBe("It is not known here what runs now.");
});

test("nothing is deployed", () => {
  const { release: first } = released(sampleReview(), "nothing");
  expect(first.kind).toBe("first");
  expect(first).not.toHaveProperty("deployed");
  expect(releaseWords(first)).toBe("Nothing is deployed from this machine yet: this is the first deployment.");
});

test.each([
  ["3.3.2", "rolling", "Airflow 3.3.2 runs already.", /at most 6 h\.$/],
  ["2.11.2", "upgrade", "An upgrade: Airflow 2.11.2 runs now and becomes 3.3.2.", /at most 6 h, and everything/],
  [
    "3.10.0",
    "downgrade",
    "A downgrade: Airflow 3.10.0 runs now, and the file names the older 3.3.2.",
    /^It is refused/,
  ],
])("%s runs: %s", (deployed, kind, words, sentence) => {
  const made = release(deployed);
  expect(made).toMatchObject({ version: "3.3.2", deployed, kind });
  expect(releaseWords(made)).toBe(words);
  expect(made.words.some((one) => sentence.test(one))).toBe(true);
});

test("without pools a stop waits for the scheduler, which runs the tasks", () => {
  const { words } = released({ ...sampleReview(), pools: [] }, { version: "3.3.2" }).release;
  expect(words[1]).toBe("Running tasks of a process that is replaced finish first, at most 1 min.");
});

test("versions are numbers", () => {
  expect([isOlder("3.9.0", "3.10.0"), isOlder("3.10.0", "3.9.0"), isOlder("3.3.2", "3.3.2")]).toEqual([
    true,
    false,
    false,
  ]);
});
