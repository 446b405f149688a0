import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Targets } from "../../lib/synth/target";
import { good, output, pages, project, run, targets, write } from "./project";

const roots: string[] = [];
function made(configs: Readonly<Record<string, string>>): string {
  const root = project(configs);
  roots.push(root);
  return root;
}
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

const leftovers = (root: string) => readdirSync(root).filter((name) => name.startsWith(".cdktf.out"));
const version = (files: Record<string, string>, stack: string) =>
  JSON.parse(files[`stacks/${stack}/cdk.tf.json`] ?? "{}").output?.version?.value;

test("one stack per file, named by the file", () => {
  const root = made({ "aa.yaml": good("3.3.2"), "bb.yaml": good("2.11.2") });
  expect(run(root)).toEqual({ done: true, notices: [], problems: [] });
  const files = output(root);
  expect(Object.keys(files)).toEqual(["manifest.json", "stacks/aa/cdk.tf.json", "stacks/bb/cdk.tf.json"]);
  expect([version(files, "aa"), version(files, "bb")]).toEqual(["3.3.2", "2.11.2"]);
  expect(leftovers(root)).toEqual([]);
});

test("two runs give the same bytes, in another folder as well", () => {
  const root = made({ "aa.yaml": good("3.3.2") });
  write(root, "aa.txt", "asset");
  run(root);
  const first = output(root);
  expect(Object.keys(first)).toHaveLength(3);
  run(root);
  expect(output(root)).toEqual(first);
  renameSync(root, `${root}-moved`);
  roots.push(`${root}-moved`);
  run(`${root}-moved`);
  expect(output(`${root}-moved`)).toEqual(first);
});

test("a file that synth copies into its output is missing: said by its line", () => {
  const root = made({ "aa.yaml": 'target: plain\nairflow:\n  version: "3.3.2"\n  files: { plugins: ./plugins }\n' });
  expect(run(root)).toEqual({
    done: false,
    notices: [],
    problems: ["configs/aa.yaml:4:21 airflow.files.plugins: ./plugins does not exist: make it, or leave plugins: out"],
  });
  mkdirSync(join(root, "plugins"));
  expect(run(root).done).toBe(true);
});

test("so is the authority of an existing database", () => {
  const database = "metadataDatabase: { host: pg.acme, password: { secret: pw }, tls: { ca: ./certs/pg.pem } }\n";
  const root = made({ "aa.yaml": good("3.3.2") + database });
  expect(run(root).problems).toEqual([
    "configs/aa.yaml:3:73 metadataDatabase.tls.ca: ./certs/pg.pem does not exist: make it, or write tls: true, where the image knows the authority",
  ]);
  mkdirSync(join(root, "certs"));
  write(root, "certs/pg.pem", "PEM");
  expect(run(root).done).toBe(true);
});

test("what a target wants to find beside a file is said by the file's line, and what it only notices is printed", () => {
  const beside: Targets = Object.fromEntries(
    Object.entries(targets).map(([name, one]) => [
      name,
      {
        ...one,
        onDisk: ({ root, stack }: { root: string; stack: string }) => [
          existsSync(join(root, `${stack}.lock`))
            ? { path: ["airflow"], message: "its lock is old", kind: "notice" as const }
            : { path: ["airflow", "version"], message: `${stack}.lock does not exist` },
        ],
      },
    ]),
  );
  const root = made({ "aa.yaml": good("3.3.2") });
  expect(run(root, beside)).toEqual({
    done: false,
    notices: [],
    problems: ["configs/aa.yaml:2:21 airflow.version: aa.lock does not exist"],
  });
  write(root, "aa.lock", "");
  expect(run(root, beside)).toEqual({
    done: true,
    notices: ["configs/aa.yaml:2:1 airflow: its lock is old"],
    problems: [],
  });
  expect(pages(root)["aa.md"]).toContain("Its lock is old");
});

test("the problems of all files at once; the last good output stays to the byte", () => {
  const root = made({ "aa.yaml": good("3.3.2"), "bb.yaml": good("3.3.2") });
  run(root);
  const last = output(root);
  write(root, "configs/aa.yaml", "target: plain\nairflow: { version: 3.10, dag: 1 }\n");
  write(root, "configs/bb.yaml", "target: plan\n");
  write(root, "configs/Bad.yaml", good("3.3.2"));
  const result = run(root);
  expect(result.done).toBe(false);
  expect(result.problems).toEqual([
    expect.stringMatching(/^configs\/Bad\.yaml:1:1 the file's name is the stack's name/),
    'configs/aa.yaml:2:27 airflow: unknown key "dag"; did you mean "dags"?',
    'configs/bb.yaml:1:9 target: unknown target "plan"; did you mean "plain"?',
  ]);
  expect(output(root)).toEqual(last);
  expect(leftovers(root)).toEqual([]);
});

test("notices are printed and the file goes on", () => {
  const root = made({ "aa.yaml": 'target: plain\nairflow:\n  version: "3.3.2"\n  timezone: Asia/Seoul\n' });
  expect(run(root)).toEqual({
    done: true,
    notices: ["configs/aa.yaml:4:13 airflow.timezone: is noticed"],
    problems: [],
  });
});

test("what Terraform keeps beside its configuration stays; old assets and the other syntax go", () => {
  const root = made({ "aa.yaml": good("3.3.2") });
  write(root, "aa.txt", "one");
  run(root);
  const before = Object.keys(output(root));
  mkdirSync(join(root, "cdktf.out/stacks/aa/.terraform"));
  for (const name of [".terraform/lock", ".terraform.lock.hcl", "plan", "cdk.tf"])
    write(root, `cdktf.out/stacks/aa/${name}`, name);
  write(root, "aa.txt", "two");
  run(root);
  const after = output(root);
  expect(after).toMatchObject({
    "stacks/aa/.terraform/lock": ".terraform/lock",
    "stacks/aa/.terraform.lock.hcl": ".terraform.lock.hcl",
    "stacks/aa/plan": "plan",
  });
  expect(after).not.toHaveProperty(["stacks/aa/cdk.tf"]);
  const assets = (paths: readonly string[]) => paths.filter((path) => path.startsWith("stacks/aa/assets/"));
  expect(assets(before)).toHaveLength(1);
  expect(assets(Object.keys(after))).toHaveLength(1);
  expect(assets(Object.keys(after))).not.toEqual(assets(before));
});

test("the folder of local state is for its owner only", () => {
  const root = made({ "aa.yaml": good("3.3.2") });
  mkdirSync(join(root, "state"), { mode: 0o755 });
  run(root);
  expect(statSync(join(root, "state")).mode & 0o777).toBe(0o700);
});

describe("killed half way", () => {
  const root = made({ "aa.yaml": good("3.3.2"), "bb.yaml": good("3.3.2") });
  run(root);
  const last = output(root);
  let child: ChildProcess;

  beforeAll(async () => {
    write(root, "configs/aa.yaml", good("3.1.0"));
    child = spawn(process.execPath, ["--import=tsx", join(__dirname, "stuck.ts"), root], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (child.stdout !== null) await once(child.stdout, "data");
  }, 60_000);

  test("it works in a folder of its own, which a run at the same time leaves alone", () => {
    expect(leftovers(root)).toEqual([`.cdktf.out.next-${child.pid}`]);
    expect(readdirSync(join(root, `.cdktf.out.next-${child.pid}`, "stacks/aa"))).toEqual(["cdk.tf.json"]);
    expect(output(root)).toEqual(last);
    write(root, "configs/aa.yaml", good("3.3.2"));
    expect(run(root).done).toBe(true);
    expect(leftovers(root)).toEqual([`.cdktf.out.next-${child.pid}`]);
  });

  test("after SIGKILL the last good output is there to the byte, and the next run clears up", async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(output(root)).toEqual(last);
    expect(leftovers(root)).toHaveLength(1);
    write(root, "configs/aa.yaml", good("3.1.0"));
    expect(run(root).done).toBe(true);
    expect(leftovers(root)).toEqual([]);
    expect(version(output(root), "aa")).toBe("3.1.0");
  });
});

test("stacks whose parts would have one name", () => {
  const pools = "workers: { flower: { queues: [qq] }, cpu: { queues: [qq] } }\n";
  const root = made({ "aa.yaml": good("3.3.2") + pools, "aa-worker.yaml": good("3.3.2") });
  expect(run(root).problems).toEqual([
    'configs/aa.yaml:3:12 workers.flower: stack "aa-worker" has a part named aa-worker-flower as well; rename the pool or one of the files',
  ]);
});

test("an empty project is refused and makes no output", () => {
  const root = made({});
  expect(run(root)).toMatchObject({
    done: false,
    problems: [expect.stringMatching(/^configs: no deployment file here/)],
  });
  expect(existsSync(join(root, "cdktf.out"))).toBe(false);
});
