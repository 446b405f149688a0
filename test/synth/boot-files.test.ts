// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what must not be read as a template
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BootFile } from "../../lib/airflow/words/built";
import type { Targets } from "../../lib/synth/target";
import { NOTHING } from "../support/built";
import { good, output, pages, project, run, targets, write } from "./project";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});
function made(): string {
  const root = project({ "aa.yaml": good("3.3.2") });
  roots.push(root);
  return root;
}

/** The same targets, whose machines start from these texts. */
const booting = (...bootFiles: readonly BootFile[]): Targets =>
  Object.fromEntries(
    Object.entries(targets).map(([key, one]) => [
      key,
      {
        ...one,
        stack: (...given: Parameters<typeof one.stack>) =>
          Object.assign(one.stack(...given), { built: { ...NOTHING, bootFiles } }),
      },
    ]),
  );

const of = (name: string, content = "x"): BootFile => ({ name, what: `what starts ${name}`, content });
const written = (root: string) => Object.keys(output(root)).filter((path) => path.includes("/boot/"));

test("they lie beside the stack's JSON, letter by letter", () => {
  const root = made();
  run(root, booting(of("master.user-data", "#cloud-config\nnasty: '${b} %{c}'\n")));
  expect(output(root)["stacks/aa/boot/master.user-data.txt"]).toBe("#cloud-config\nnasty: '${b} %{c}'\n");
});

test("page and Markdown lead to the very file", () => {
  const root = made();
  run(root, booting(of("master.user-data")));
  const path = "../stacks/aa/boot/master.user-data.txt";
  expect(pages(root)["aa.html"]).toContain(`href="${path}"`);
  expect(pages(root)["aa.md"]).toContain(`(${path}): what starts master.user-data`);
  expect(existsSync(join(root, "cdktf.out/review", path))).toBe(true);
});

test("those of a machine that is no more go with the next synth", () => {
  const root = made();
  run(root, booting(of("master.user-data"), of("gpu.user-data")));
  run(root, booting(of("master.user-data")));
  expect(written(root)).toEqual(["stacks/aa/boot/master.user-data.txt"]);
  run(root);
  expect(existsSync(join(root, "cdktf.out/stacks/aa/boot"))).toBe(false);
});

test("a refused file leaves them as they are", () => {
  const root = made();
  run(root, booting(of("master.user-data", "old")));
  write(root, "configs/aa.yaml", "target: plan\n");
  expect(run(root, booting(of("master.user-data", "new"))).done).toBe(false);
  expect(output(root)["stacks/aa/boot/master.user-data.txt"]).toBe("old");
});

test("a synth without pages writes them, because they are what the JSON holds", () => {
  const root = made();
  run(root, booting(of("master.user-data", "old")));
  run(root, booting(of("master.user-data", "new")), false);
  expect(output(root)["stacks/aa/boot/master.user-data.txt"]).toBe("new");
});

test("a target whose machines start from nothing of their own has none", () => {
  const root = made();
  run(root);
  expect(written(root)).toEqual([]);
  expect(pages(root)["aa.html"]).not.toContain("Boot files");
  expect(pages(root)["aa.md"]).not.toContain("Boot files");
});
