import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "../../lib/schema/files";
import { targets } from "../../stacks/targets";

const ROOT = join(__dirname, "../..");
const files = generatedFiles(targets);
const text = (path: string) => readFileSync(join(ROOT, path), "utf8");

test("a schema for each target, one for all, and the reference", () => {
  const each = Object.keys(targets).map((name) => `schema/${name}.json`);
  expect(Object.keys(files).sort()).toEqual(
    [...each, "docs/reference.md", "schema/deployment.json", "schema/options.json", "schema/shared.json"].sort(),
  );
});

test.each(Object.keys(files))("%s is what `npm run schema` writes", (path) => {
  expect(text(path)).toBe(files[path]);
});

describe("docs/reference.md", () => {
  const reference = files["docs/reference.md"] ?? "";
  const headings = [...reference.matchAll(/^#+ (.+)$/gm)].map(([, words = ""]) =>
    words.toLowerCase().replaceAll(" ", "-"),
  );
  const anchors = [...reference.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);

  test("links lead somewhere", () => {
    const links = [...reference.matchAll(/\]\(#([^)]+)\)/g)].map(([, id = ""]) => id);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((id) => !headings.includes(id) && !anchors.includes(id))).toEqual([]);
  });

  test("every row of a table has as many cells as its head", () => {
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    const rows = reference.split("\n").filter((line) => line.startsWith("|"));
    const heads = rows.filter((_, index) => rows[index + 1]?.startsWith("|---"));
    let head = "";
    const wrong = rows.filter((row) => {
      if (heads.includes(row)) head = row;
      return cells(row) !== cells(head);
    });
    expect(wrong).toEqual([]);
  });
});
