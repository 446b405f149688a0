import { isOlder } from "../../lib/airflow/releases/version";
import { releaseOf, releaseWords } from "../../lib/review/release";

const OWN = { rolling: ["Old processes go.", "New ones come."], upgrade: ["A backup is made."] };

test("nothing is known: what the target does in both cases", () => {
  const release = releaseOf("3.3.2", undefined, OWN);
  expect(release).toEqual({
    version: "3.3.2",
    kind: "unknown",
    words: [
      "If Airflow 3.3.2 runs now: old processes go.",
      "New ones come.",
      "If another version runs now, this is an upgrade: a backup is made.",
    ],
  });
  expect(releaseWords(release)).toBe("It is not known here what runs now.");
});

test("nothing is deployed", () => {
  const first = releaseOf("3.3.2", "nothing", OWN);
  expect(first.kind).toBe("first");
  expect(first).not.toHaveProperty("deployed");
  expect(releaseWords(first)).toBe("Nothing is deployed from this machine yet: this is the first deployment.");
});

test("a target's first deployment in its own words, also where nothing is known", () => {
  const own = { ...OWN, first: ["Machines start."] };
  expect(releaseOf("3.3.2", "nothing", own).words).toEqual(["Machines start."]);
  expect(releaseOf("3.3.2", undefined, own).words[0]).toBe("If nothing is deployed yet: machines start.");
});

test.each([
  ["3.3.2", "rolling", "Airflow 3.3.2 runs already.", OWN.rolling],
  ["2.11.2", "upgrade", "An upgrade: Airflow 2.11.2 runs now and becomes 3.3.2.", OWN.upgrade],
])("%s runs: %s, in the target's own words", (deployed, kind, words, sentences) => {
  const made = releaseOf("3.3.2", { version: deployed }, OWN);
  expect(made).toEqual({ version: "3.3.2", deployed, kind, words: sentences });
  expect(releaseWords(made)).toBe(words);
});

test("a newer version runs: no target takes it back", () => {
  const made = releaseOf("3.3.2", { version: "3.10.0" }, OWN);
  expect(made.kind).toBe("downgrade");
  expect(made.words[0]).toMatch(/^It is refused/);
  expect(releaseWords(made)).toBe("A downgrade: Airflow 3.10.0 runs now, and the file names the older 3.3.2.");
});

test("versions are numbers", () => {
  expect([isOlder("3.9.0", "3.10.0"), isOlder("3.10.0", "3.9.0"), isOlder("3.3.2", "3.3.2")]).toEqual([
    true,
    false,
    false,
  ]);
});
