import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { App } from "cdktf";
import { line } from "../../lib/deployment/problem";
import { readDeployment } from "../../lib/deployment/read";
import { opener } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";

const ROOT = join(__dirname, "../..");

const examples = ["configs", "examples/configs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name}`),
);

/** Fenced YAML of a document that is a whole deployment file. */
const documented = (path: string): [string, string][] =>
  [...readFileSync(join(ROOT, path), "utf8").matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
    .map(([, text = ""], index): [string, string] => [`${path} #${index + 1}`, text])
    .filter(([, text]) => /^target:/m.test(text));

const files: [string, string][] = [
  ...examples.map((path): [string, string] => [path, readFileSync(join(ROOT, path), "utf8")]),
  ...["README.md", "docs/docker.md", "docs/deployment-file.md"].flatMap(documented),
];

let outdir = "";
beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), "examples-"));
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test("there are examples beside the one in configs/", () => {
  expect(examples.length).toBeGreaterThan(1);
  expect(files.length).toBeGreaterThan(examples.length);
});

test.each(files)("%s is read without a problem and becomes Terraform", (path, text) => {
  const result = readDeployment({ path, text }, targets, opener(ROOT));
  expect(result.ok ? [] : result.problems.map(line)).toEqual([]);
  if (!result.ok) return;
  const name = /^[a-z-]+\.yaml$/.test(basename(path)) ? basename(path, ".yaml") : "documented";
  const app = new App({ outdir: mkdtempSync(join(outdir, "app-")), stackTraces: false, skipValidation: true });
  targets[result.target]?.stack(app, name, { ...result, root: ROOT });
  app.synth();
  const json: unknown = JSON.parse(readFileSync(join(app.outdir, "stacks", name, "cdk.tf.json"), "utf8"));
  expect(json).toHaveProperty("resource.docker_container.scheduler-1");
});

test.each(examples)("%s needs no notice", (path) => {
  const result = readDeployment({ path, text: readFileSync(join(ROOT, path), "utf8") }, targets, opener(ROOT));
  expect(result.notices.map(line)).toEqual([]);
});
