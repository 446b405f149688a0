import { type Files, written } from "../../../lib/review/compare/written";

const only = (text: string): Files => [{ path: "configs/acme.yaml", text }];
const file = (...lines: string[]) => only(["target: docker", ...lines, ""].join("\n"));
const at = (path: string, line: number, name = "configs/acme.yaml") => ({ path, at: { file: name, line, path } });

test("a value that changes, comes and goes, by its whole name and new line", () => {
  const before = file(
    "airflow:",
    "  options: { core: { parallelism: 32, lazy: true } }",
    "docker: { mounts: [{ source: a }] }",
  );
  const after = file(
    "docker: { mounts: [{ source: b }] }",
    "airflow: { options: { core: { parallelism: 64 } } }",
    "flower: {}",
  );
  expect(written(before, after)).toEqual([
    { ...at("docker.mounts[0].source", 2), before: "a", after: "b" },
    { ...at("airflow.options.core.parallelism", 3), before: "32", after: "64" },
    { ...at("flower", 4), after: "{}" },
    { path: "airflow.options.core.lazy", before: "true" },
  ]);
});

test("a list of plain values is one value", () => {
  expect(written(file("queues: [a, b]"), file("queues: [a]"))).toEqual([
    { ...at("queues", 2), before: "[a, b]", after: "[a]" },
  ]);
});

test.each([
  [
    "comments, blanks and order",
    file("a: 1", "b: { c: x }"),
    only("# new\nb:\n  c: x # same\n\na: 1\ntarget: docker\n"),
  ],
  ["quotes", file("a: x"), file('a: "x"')],
  ["an old file that is no YAML", only("a: ["), file("a: 1")],
])("nothing: %s", (_, before, after) => {
  expect(written(before, after)).toEqual([]);
});

test("what the file extends counts as written in it, and the file itself comes first", () => {
  const base = (text: string) => ({ path: "shared/base.yaml", text });
  const [own] = file("a: 1");
  expect(written([own, base("a: 2\nb: 2\n")], [own, base("# why\na: 3\nb: 3\n")])).toEqual([
    { ...at("b", 3, "shared/base.yaml"), before: "2", after: "3" },
  ]);
});
