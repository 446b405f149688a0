import { ignored } from "../../../lib/aws/image/ignored";

test.each<[pattern: string, fits: string[], other: string[]]>([
  ["*.csv", ["a.csv"], ["data/a.csv", "a.csvx"]],
  ["**/*.csv", ["a.csv", "data/deep/a.csv"], ["a.txt"]],
  ["data", ["data/a", "data/deep/b"], ["database", "dags/data"]],
  ["/data/", ["data/a"], ["more/data"]],
  ["data/**/raw", ["data/raw/a", "data/x/y/raw"], ["data/raws"]],
  ["**", ["a", "data/a"], []],
  ["?.py", ["a.py"], ["ab.py", "/.py"]],
  ["[ab].py", ["a.py"], ["c.py"]],
  ["a+b(1).py", ["a+b(1).py"], ["aab1.py"]],
  ["# data", [], ["data", "# data"]],
])("%s", (pattern, fits, other) => {
  const isIgnored = ignored(pattern);
  expect(fits.filter((path) => !isIgnored(path))).toEqual([]);
  expect(other.filter(isIgnored)).toEqual([]);
});

test("the last pattern that fits decides, and takes files back in", () => {
  const isIgnored = ignored("*\n!dags\ndags/old\n\n");
  expect(["README.md", "dags/a.py", "dags/old/b.py"].map(isIgnored)).toEqual([true, false, true]);
});

test("what our own commands and Python write is no part of an image", () => {
  const isIgnored = ignored("");
  const own = ["state/a.tfstate", "cdktf.out/x", ".git/HEAD", "configs/acme.image.json", "dags/__pycache__/a.pyc"];
  expect(own.filter((path) => !isIgnored(path))).toEqual([]);
  expect(["dags/state/a", "configs/acme.yaml", "states/a"].filter(isIgnored)).toEqual([]);
});
