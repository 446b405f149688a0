import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { review } from "../../../commands/review";
import { file } from "../../support/checkout";
import { GitProject } from "../../support/git-project";
import { recording } from "../../support/print";

const made: GitProject[] = [];
afterAll(() => {
  for (const one of made) one.remove();
});

/** A project whose first commit has these files. */
function project(files: Readonly<Record<string, string>>, within?: string): GitProject {
  const one = new GitProject(within);
  made.push(one);
  for (const [path, text] of Object.entries(files)) one.write(path, text);
  one.commit();
  return one;
}

async function against(root: string, ref: string, ...args: string[]): Promise<string> {
  const print = recording();
  expect(await review(root, ["--against", ref, ...args], print)).toBe(0);
  return print.lines.join("\n").replace(/^plain: # What changes, compared with `.*`\n\n/, "");
}

const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith("airflow-cdktf-review-"));
const more = file().replace("[default]", "[default], concurrency: 8, replicas: 3");

test("a change that is not committed, in words; git and the checkout stay as they were", async () => {
  const one = project({ "configs/acme.yaml": file(), "configs/beta.yaml": file() });
  one.write("configs/acme.yaml", more);
  one.write("staged.txt", "x");
  one.git("add", "staged.txt");
  const before = one.everything();
  const folders = ours();
  expect(await against(one.root, "main", "--link-base", "https://git.example/blob/1f")).toBe(`## \`acme\`

- slots of queue default: 16 -> 24 ([line 4](https://git.example/blob/1f/configs/acme.yaml#L4))
- pool main: 1 -> 3 workers ([line 4](https://git.example/blob/1f/configs/acme.yaml#L4))
- pool main: 16 -> 8 slots in each worker ([line 4](https://git.example/blob/1f/configs/acme.yaml#L4))
- connections 46 -> 56 of 100 ([line 1](https://git.example/blob/1f/configs/acme.yaml#L1))

<details>
<summary>2 keys of the file</summary>

- [\`workers.main.concurrency\`](https://git.example/blob/1f/configs/acme.yaml#L4): not written -> \`8\`
- [\`workers.main.replicas\`](https://git.example/blob/1f/configs/acme.yaml#L4): not written -> \`3\`

</details>

## No change in what runs

\`beta\``);
  const own = (names: string[]) => names.filter((name) => !/^\. | /.test(name.split(" ")[0] ?? ""));
  expect(own(one.everything())).toEqual(own(before));
  expect(ours()).toEqual(folders);
});

test("comments, moved lines and a change of something else are no change", async () => {
  const one = project({ "configs/acme.yaml": file(), "README.md": "a" });
  one.write("configs/acme.yaml", `# why\n\n${file()}`);
  one.write("README.md", "b");
  expect(await against(one.root, "HEAD")).toBe("No change in what runs.");
});

test("an option of Airflow, which no other fact follows from, is told", async () => {
  const one = project({ "configs/acme.yaml": file() });
  one.write("configs/acme.yaml", file().replace('"3.3.2"', '"3.3.2", options: { core: { parallelism: 64 } }'));
  expect(await against(one.root, "HEAD")).toContain(
    "- [`airflow.options.core.parallelism`](configs/acme.yaml#L2): not written -> `64`",
  );
});

test("a file that others extend is part of each", async () => {
  const one = project({
    "configs/acme.yaml": file("extends: shared/base.yaml"),
    "shared/base.yaml": "triggerer: { memory: 1GiB }\n",
  });
  one.write("shared/base.yaml", "# why\ntriggerer: { memory: 2GiB }\n");
  const text = await against(one.root, "main");
  expect(text).toContain("- triggerer: its size 1GiB -> 2GiB ([line 2](shared/base.yaml#L2))");
  expect(text).toContain("- [`triggerer.memory`](shared/base.yaml#L2): `1GiB` -> `2GiB`");
});

test("a project in a folder of its repository, with a file beside it that synth reads", async () => {
  const text = file().replace('"3.3.2"', '"3.3.2", files: { localSettings: ../settings.py }');
  const one = project({ "configs/acme.yaml": text, "../settings.py": "" }, "teams/data");
  one.delete("../settings.py");
  one.write("configs/acme.yaml", more);
  expect(await against(one.root, "main")).toContain("- pool main: 1 -> 3 workers ([line 4](configs/acme.yaml#L4))");
  expect(await against(one.root, "main")).not.toContain("refused");
});

test("stacks that come and go, and --stack finds both", async () => {
  const one = project({ "configs/acme.yaml": file() });
  one.git("mv", "configs/acme.yaml", "configs/beta.yaml");
  expect(await against(one.root, "main")).toMatch(
    /^## `acme`\n\n- \*\*notice\*\*: stack acme is removed: [^\n]+\n\n## `beta`\n\n- stack beta is new/,
  );
  expect(await against(one.root, "main", "--stack", "acme")).toMatch(/^## `acme`\n\n[^\n]+$/);
  await expect(against(one.root, "main", "--stack", "bita")).rejects.toThrow(
    '--stack: no stack "bita" in configs/; did you mean "beta"?',
  );
});

test("a file that is refused at the old commit is a note, and compared as new", async () => {
  const one = project({ "configs/acme.yaml": file("nope: 1"), "configs/beta.yaml": file() });
  one.write("configs/acme.yaml", file());
  const text = await against(one.root, "main");
  expect(text).toContain("> [!NOTE]\n> This version of the program refuses files of that commit. ");
  expect(text).toContain('> - `configs/acme.yaml:5:1` unknown key "nope"; known: ');
  expect(text).toContain("## `acme`\n\n- stack acme is new: ");
  expect(await against(one.root, "main", "--stack", "beta")).toBe("No change in what runs.");
});

test("no configs folder at the old commit: everything is new", async () => {
  const one = project({ "README.md": "" });
  one.write("configs/acme.yaml", file());
  expect(await against(one.root, "main")).toMatch(
    /^> \[!NOTE\]\n> There is no folder configs\/ at that commit: every stack is new\.\n\n## `acme`\n\n- stack acme is new/,
  );
});

test("files that a sparse checkout leaves out are compared too", async () => {
  const one = project({ "configs/acme.yaml": file(), "other/x.txt": "" });
  one.git("sparse-checkout", "set", "other");
  one.write("configs/acme.yaml", more);
  expect(await against(one.root, "HEAD")).toContain("pool main: 1 -> 3 workers");
});

test("a shallow clone compares with the commit that it has", async () => {
  const origin = project({ "configs/acme.yaml": file() });
  origin.git("tag", "first");
  origin.commit();
  const clone = new GitProject();
  made.push(clone);
  clone.git("pull", "--quiet", "--depth=1", `file://${origin.top}`, "main");
  clone.write("configs/acme.yaml", more);
  expect(await against(clone.root, "HEAD")).toContain("pool main: 1 -> 3 workers");
  await expect(against(clone.root, "first")).rejects.toThrow(
    '--against: git knows no commit named "first", and this clone is shallow; git fetch --unshallow, or check out with fetch-depth: 0 in CI',
  );
});

test.each(["nope", "--all", "HEAD:configs"])("no commit: %s", async (ref) => {
  const one = project({ "configs/acme.yaml": file() });
  await expect(review(one.root, [`--against=${ref}`], recording())).rejects.toThrow(
    `--against: git knows no commit named ${JSON.stringify(ref)}; git fetch it, or name a branch, a tag or a commit`,
  );
});

test("not a git repository, and no git", async () => {
  const one = project({ "configs/acme.yaml": file() });
  one.delete(".git");
  await expect(against(one.root, "main")).rejects.toThrow(
    "--against: this folder is not in a git repository; run it in a clone, or leave --against out",
  );
  const path = process.env["PATH"];
  process.env["PATH"] = join(one.root, "empty");
  try {
    await expect(against(one.root, "main")).rejects.toThrow("--against: the program git was not found; install it");
  } finally {
    process.env["PATH"] = path;
  }
});
