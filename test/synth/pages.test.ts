import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { good, pages, project, run, targets, write } from "./project";

const roots: string[] = [];
function made(configs: Readonly<Record<string, string>>): string {
  const root = project(configs);
  roots.push(root);
  return root;
}
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

const OLD = "This page is old: the file was refused at the last synth";

test("a model, Markdown and a page for each stack", () => {
  const root = made({ "aa.yaml": good("3.3.2"), "bb.yaml": good("2.11.2") });
  run(root);
  const written = pages(root);
  expect(Object.keys(written)).toEqual(
    ["aa", "bb"].flatMap((stack) => [`${stack}.html`, `${stack}.json`, `${stack}.md`]),
  );
  expect(JSON.parse(written["bb.json"] ?? "")).toMatchObject({ format: 1, stack: "bb", file: "configs/bb.yaml" });
  expect(written["aa.md"]).toContain("(../../configs/aa.yaml#L2)");
  expect(written["aa.html"]).toContain("<svg");
  expect(written["aa.html"]).toContain("target: plain");
  expect(written["aa.html"]).not.toContain("configs/bb.yaml");
});

test("a refused file: the last pages stay and say that they are old, until the next good synth", () => {
  const root = made({ "aa.yaml": good("3.3.2") });
  run(root);
  const first = pages(root);
  write(root, "configs/aa.yaml", 'target: plain\nairflow: { version: "3.3.2", dag: "<b>" }\n');
  run(root);
  run(root);
  const old = pages(root);
  expect(Object.keys(old)).toEqual(Object.keys(first));
  expect(old["aa.json"]).toBe(first["aa.json"]);
  for (const end of ["html", "md"]) {
    expect(old[`aa.${end}`]?.split(OLD)).toHaveLength(2);
    expect(old[`aa.${end}`]).toContain("configs/aa.yaml:2:");
  }
  write(root, "configs/aa.yaml", good("3.3.2"));
  run(root);
  expect(pages(root)).toEqual(first);
});

test("a refused file without pages makes none", () => {
  const root = made({ "aa.yaml": "target: plan\n" });
  mkdirSync(join(root, "cdktf.out"));
  expect(run(root).done).toBe(false);
  expect(pages(root)).toEqual({});
});

test("pages of a stack that is no more go", () => {
  const root = made({ "aa.yaml": good("3.3.2"), "bb.yaml": good("3.3.2") });
  run(root);
  rmSync(join(root, "configs/bb.yaml"));
  run(root);
  expect(Object.keys(pages(root))).toEqual(["aa.html", "aa.json", "aa.md"]);
});

test("without the review none are written", () => {
  const root = made({ "aa.yaml": good("3.3.2") });
  expect(run(root, targets, false).done).toBe(true);
  expect(pages(root)).toEqual({});
});
