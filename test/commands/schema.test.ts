import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schema } from "../../commands/schema";
import { recording } from "../support/print";

const root = mkdtempSync(join(tmpdir(), "schema-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (check: boolean) => {
  const print = recording();
  const code = schema(root, check, print);
  return { code, lines: print.lines };
};

test("missing files are stale, and a check writes none", () => {
  expect(run(true)).toEqual({
    code: 1,
    lines: [
      "problem: schema/docker.json is not what the deployment file's schemas say; run npm run schema",
      "problem: schema/aws-ecs.json is not what the deployment file's schemas say; run npm run schema",
      "problem: schema/gcp-vms.json is not what the deployment file's schemas say; run npm run schema",
      "problem: schema/deployment.json is not what the deployment file's schemas say; run npm run schema",
      "problem: schema/shared.json is not what the deployment file's schemas say; run npm run schema",
      "problem: schema/options.json is not what the deployment file's schemas say; run npm run schema",
      "problem: docs/reference.md is not what the deployment file's schemas say; run npm run schema",
    ],
  });
  expect(existsSync(join(root, "schema"))).toBe(false);
});

test("what is written is current, and only the file that changed is named and written again", () => {
  expect(run(false).code).toBe(0);
  expect(run(true)).toEqual({ code: 0, lines: [] });
  const before = readFileSync(join(root, "docs/reference.md"), "utf8");
  appendFileSync(join(root, "docs/reference.md"), "by hand\n");
  expect(run(true)).toEqual({
    code: 1,
    lines: ["problem: docs/reference.md is not what the deployment file's schemas say; run npm run schema"],
  });
  expect(run(false)).toEqual({ code: 0, lines: ["plain: docs/reference.md written"] });
  expect(readFileSync(join(root, "docs/reference.md"), "utf8")).toBe(before);
  expect(readdirSync(join(root, "docs"))).toEqual(["reference.md"]);
});
