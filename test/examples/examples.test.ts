import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { App } from "cdktf";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { opener } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";

const ROOT = join(__dirname, "../..");

const examples = ["configs", "examples/configs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `${folder}/${name}`),
);

const documents = readdirSync(join(ROOT, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);

/** Fenced YAML of a document that is a whole deployment file. */
const documented = (path: string): [string, string][] =>
  [...readFileSync(join(ROOT, path), "utf8").matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
    .map(([, text = ""], index): [string, string] => [`${path} #${index + 1}`, text])
    .filter(([, text]) => /^target:/m.test(text));

const files: [string, string][] = [
  ...examples.map((path): [string, string] => [path, readFileSync(join(ROOT, path), "utf8")]),
  ...["README.md", ...documents].flatMap(documented),
];

/** What runs the scheduler, by target. */
const SCHEDULER: Readonly<Record<string, string>> = {
  docker: "resource.docker_container.scheduler-1",
  "aws-ecs": "resource.aws_ecs_service.scheduler",
  "gcp-vms": "resource.google_compute_instance.master",
};

let outdir = "";
beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), "examples-"));
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test("there are examples beside those in configs/, and one of every target", () => {
  const named = files.map(([, text]) => /^target: (\S+)/m.exec(text)?.[1] ?? "");
  expect([...new Set(named)].sort()).toEqual(Object.keys(targets).sort());
  expect(examples.length).toBeGreaterThan(Object.keys(targets).length);
  expect(files.length).toBeGreaterThan(examples.length);
});

test.each(files)("%s is read without a problem and becomes Terraform", (path, text) => {
  const result = readDeployment({ path, text }, targets, opener(ROOT));
  expect(result.ok ? [] : result.problems.map(line)).toEqual([]);
  if (!result.ok) return;
  const name = /^[a-z-]+\.yaml$/.test(basename(path)) ? basename(path, ".yaml") : "documented";
  // An image that is built has its lock beside the file, in the project of whoever built it.
  if (targets[result.target]?.onDisk?.({ ...result, stack: name, root: ROOT }).length) return;
  const app = new App({ outdir: mkdtempSync(join(outdir, "app-")), stackTraces: false, skipValidation: true });
  targets[result.target]?.stack(app, name, { ...result, root: ROOT });
  app.synth();
  const json: unknown = JSON.parse(readFileSync(join(app.outdir, "stacks", name, "cdk.tf.json"), "utf8"));
  expect(json).toHaveProperty(SCHEDULER[result.target] ?? "a target without its scheduler here");
});

/** What a good example is told all the same; the others need no notice. */
const NOTICES: Readonly<Record<string, readonly string[]>> = {
  "configs/aws-ecs.yaml": [
    "workers.reports.replicas: with min: 0 the first task waits about 4 minutes for a worker, longer with a large image; min: 1 keeps one ready",
  ],
};

test.each(examples)("%s needs no notice but those listed here", (path) => {
  const result = readDeployment({ path, text: readFileSync(join(ROOT, path), "utf8") }, targets, opener(ROOT));
  const told = result.notices.map(line).map((notice) => notice.slice(notice.indexOf(" ") + 1));
  expect(told).toEqual(NOTICES[path] ?? []);
});
