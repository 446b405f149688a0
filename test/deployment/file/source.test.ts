import { parseSource, type Source } from "../../../lib/deployment/file/source";

function read(text: string): Source {
  const parsed = parseSource(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.source;
}
const problems = (text: string) => {
  const parsed = parseSource(text);
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

describe("values", () => {
  test.each([
    ["3.10", "3.10"],
    ["08080", "08080"],
    ["012345678901", "012345678901"],
    ["12345678901234567890", "12345678901234567890"],
    ["1e3", "1e3"],
    ["1_000", "1_000"],
    ["0x1F", "0x1F"],
    ["1.0", "1.0"],
    ["True", "True"],
    ["yes", "yes"],
    ["8080", 8080],
    ["-1", -1],
    ["0.5", 0.5],
    ["true", true],
    ["~", null],
    ["2026-01-01", "2026-01-01"],
    ['"3.3.2"', "3.3.2"],
  ])("%s is read as %p", (written, value) => {
    expect(read(`a: ${written}`).value).toEqual({ a: value });
  });

  test("a value that several places share by anchor", () => {
    expect(read("a: &it { x: 1.0 }\nb: *it\n").value).toEqual({ a: { x: "1.0" }, b: { x: "1.0" } });
  });

  test("a byte order mark and Windows line ends", () => {
    const source = read("\uFEFFa: 1\r\nb: 2\r\n");
    expect(source.value).toEqual({ a: 1, b: 2 });
    expect(source.locate(["b"])).toEqual({ line: 2, column: 4 });
  });
});

describe("places", () => {
  const source = read(
    [
      "# comment",
      "target: docker",
      "workers:",
      "  gpu:",
      "    queues: [a, bb]",
      "    cpu:",
      "  base: &b",
      "    cpu: 2",
      "  other: *b",
    ].join("\n"),
  );
  test.each([
    ["a value", ["target"], "2:9"],
    ["a section, at its key", ["workers", "gpu"], "4:3"],
    ["a list, at its key", ["workers", "gpu", "queues"], "5:5"],
    ["an item", ["workers", "gpu", "queues", 1], "5:17"],
    ["an empty value, at its key", ["workers", "gpu", "cpu"], "6:5"],
    ["a missing key, at its parent's key", ["workers", "gpu", "replicas", "min"], "4:3"],
    ["a missing item, at the list's key", ["workers", "gpu", "queues", 7], "5:5"],
    ["a missing key at the top, where the text begins", ["airflow", "version"], "2:1"],
    ["through an alias, where the text stands", ["workers", "other", "cpu"], "8:10"],
    ["missing behind an alias, at the key that uses it", ["workers", "other", "memory"], "9:3"],
  ])("%s", (_, path, place) => {
    const { line, column } = source.locate(path);
    expect(`${line}:${column}`).toBe(place);
  });

  test("the key of a value, when asked for", () => {
    expect(source.locate(["target"], "key")).toEqual({ line: 2, column: 1 });
  });
});

describe("refused", () => {
  const EMPTY = "1:1 the file is empty; write at least target: and airflow:";
  test.each([
    ["an empty file", "", [EMPTY]],
    ["only comments", "# nothing yet\n", [EMPTY]],
    ["a list", "- a\n", ["1:1 expected keys such as target: and airflow: at the top of the file"]],
    ["a bare word", "docker\n", ["1:1 expected keys such as target: and airflow: at the top of the file"]],
    [
      "bad syntax, every line of it",
      "a: [1\nb: 2\nc: }\n",
      [
        "2:1 not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
        '3:4 not valid YAML: Unexpected flow-map-end token in YAML stream: "}"',
      ],
    ],
    ["a tab", "a:\n\tb: 2\n", ["2:1 a tab indents this line; YAML wants spaces"]],
    [
      "two keys of one name, also when one is quoted",
      'a:\n  b: 1\n  b: 2\n1: x\n"1": y\n',
      [
        '3:3 key "b" is written twice in one section; keep one of them',
        '5:1 key "1" is written twice in one section; keep one of them',
      ],
    ],
    [
      "two documents",
      "a: 1\n---\nb: 2\n",
      ["2:1 a second document begins here; write one deployment per file, without ---"],
    ],
    ["a tag", "a: !secret b\n", ["1:4 Unresolved tag: !secret; tags are not read, write plain values"]],
    ["an unknown anchor", "a: *b\n", ["1:4 no anchor &b stands above this line"]],
    ["an anchor inside itself", "a: &b\n  c: *b\n", ["2:6 *b stands inside its own anchor"]],
    [
      "a merge key",
      "a: &b { c: 1 }\nd:\n  <<: *b\n",
      ["3:3 YAML 1.2 has no merge key <<; write the keys out, or share a whole section by anchor"],
    ],
    ["a key that is a list", "? [a]\n: 1\n", ["1:3 expected a plain word as the key"]],
    ["a key that is nothing", ": 1\n", ["1:1 expected a plain word as the key"]],
    ["a key that JavaScript would swallow", "__proto__: 1\n", ['1:1 the key "__proto__" cannot be used']],
  ])("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("aliases that would unfold into more than a machine holds", () => {
    const rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 12; i++)
      rows.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    expect(problems(rows.join("\n"))).toEqual(["1:1 the aliases unfold into too much; write the values out"]);
  });
});
