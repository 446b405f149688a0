import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { review } from "../../commands/review";
import { fileOf } from "../aws/said";
import { file } from "../support/checkout";
import { GitProject } from "../support/git-project";
import { recording } from "../support/print";

const projects: GitProject[] = [];
afterAll(() => {
  for (const one of projects) one.remove();
});

function project(): GitProject {
  const made = new GitProject();
  projects.push(made);
  return made;
}

async function run(root: string, ...args: string[]) {
  const print = recording();
  const code = await review(root, args, print);
  return { code, text: print.lines.join("\n"), lines: print.lines };
}

const one = project();
one.write("configs/acme.yaml", file());
one.write("configs/beta.yaml", file("flower: { port: 64997 }"));

describe("without --against", () => {
  test("a page of every stack, with links from the project's folder", async () => {
    const { code, text } = await run(one.root);
    expect(code).toBe(0);
    expect(text.match(/^(plain: )?# .*$/gm)).toEqual(["plain: # Review of `acme`", "# Review of `beta`"]);
    expect(text).toContain("[`main`](configs/acme.yaml#L4)");
    expect(readdirSync(one.root).sort()).toEqual([".git", "configs"]);
  });

  test("--stack, --link-base and --output; links are relative to the file", async () => {
    const written = await run(one.root, "--stack", "beta", "--output", "out/pages/beta.md");
    expect(written).toEqual({ code: 0, text: "", lines: [] });
    const text = one.read("out/pages/beta.md");
    expect(text).toMatch(/^# Review of `beta`\n/);
    expect(text).toContain("[`flower`](../../configs/beta.yaml#L5)");
    expect(readdirSync(join(one.root, "out/pages"))).toEqual(["beta.md"]);
    const { text: linked } = await run(one.root, "--stack", "acme", "--link-base", "https://git.example/blob/1f/");
    expect(linked).toContain("[`main`](https://git.example/blob/1f/configs/acme.yaml#L4)");
  });
});

describe("bad input is one line", () => {
  test.each([
    [["--agains", "main"], 'unknown flag --agains; did you mean "--against"? (see --help)'],
    [["acme"], 'expected flags only, got "acme"; a stack is named by --stack NAME'],
    [["--stack", "acne"], '--stack: no stack "acne" in configs/; did you mean "acme"?'],
    [["--stack", "production"], '--stack: no stack "production" in configs/; there are: acme, beta'],
    [["--stack="], "--stack: expected a value, NAME, got none"],
    [
      ["--link-base", "main"],
      '--link-base: expected an address such as https://github.com/ORGANISATION/REPOSITORY/blob/COMMIT, got "main"',
    ],
    [
      ["--output", "configs"],
      "configs: what --output asks for cannot be written: it is a folder, and a file is to be there; move it away",
    ],
    [
      ["--output", "configs/acme.yaml/x.md"],
      "configs/acme.yaml: what --output asks for cannot be written: it is no folder, and one is to be there; move it away",
    ],
  ])("%j", async (args, message) => {
    await expect(run(one.root, ...args)).rejects.toThrow(message);
    expect(readdirSync(one.root).filter((name) => name.includes(".next"))).toEqual([]);
  });

  test("a file that is refused, as synth says it", async () => {
    const bad = project();
    bad.write("configs/acme.yaml", file("flower: { prot: 1 }"));
    expect(await run(bad.root)).toMatchObject({
      code: 1,
      lines: [
        'problem: configs/acme.yaml:5:11 flower: unknown key "prot"; known: port, username, password, cpu, memory',
      ],
    });
  });

  test("a file that names another one that is not there", async () => {
    const bad = project();
    const text = file().replace('"3.3.2"', '"3.3.2", files: { webserverConfig: nope.py }');
    bad.write("configs/acme.yaml", text);
    const { code, lines } = await run(bad.root);
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining("airflow.files.webserverConfig: nope.py does not exist")]);
  });
});

describe("what runs now", () => {
  const state = (resources: unknown) => {
    mkdirSync(join(one.root, "state"), { recursive: true });
    writeFileSync(
      join(one.root, "state/acme.tfstate"),
      typeof resources === "string" ? resources : JSON.stringify({ resources }),
    );
    return run(one.root, "--stack", "acme");
  };
  const container = (version: string, type = "docker_container") => ({
    type,
    instances: [
      {
        attributes: {
          env: ["PASSWORD=hidden"],
          labels: [
            { label: "airflow-cdktf.stack", value: "acme" },
            { label: "airflow-cdktf.airflow", value: version },
          ],
        },
      },
    ],
  });

  test("of a stack whose state is elsewhere it is not known", async () => {
    const cloud = project();
    cloud.write("configs/acme.yaml", fileOf());
    expect((await run(cloud.root)).text).toContain("## Release\n\nIt is not known here what runs now.\n");
  });

  test("is told in the target's own words", async () => {
    const { text } = await state([container("3.3.1")]);
    expect(text).toContain("- npm run up dumps our own metadata database to state/backups first.\n");
  });

  test.each([
    ["an older version", [container("3.3.1")], "An upgrade: Airflow 3.3.1 runs now and becomes 3.3.2."],
    ["the same version", [container("3.3.2")], "Airflow 3.3.2 runs already."],
    [
      "a newer version",
      [container("3.10.0")],
      "A downgrade: Airflow 3.10.0 runs now, and the file names the older 3.3.2.",
    ],
    [
      "half an upgrade",
      [container("3.3.2"), container("3.3.1")],
      "An upgrade: Airflow 3.3.1 runs now and becomes 3.3.2.",
    ],
    ["an empty state", [], "Nothing is deployed from this machine yet: this is the first deployment."],
    ["volumes only", [{ type: "docker_volume", instances: [] }], "It is not known here what runs now."],
    ["a label of something else", [container("3.3.1", "random_password")], "It is not known here what runs now."],
    ["no JSON", "{", "It is not known here what runs now."],
    ["something else", "[]", "It is not known here what runs now."],
  ])("%s", async (_, resources, words) => {
    const { code, text } = await state(resources);
    expect(code).toBe(0);
    expect(text).toContain(`## Release\n\n${words}\n`);
    expect(text).not.toContain("hidden");
  });

  test("no state", async () => {
    const { text } = await run(one.root, "--stack", "beta");
    expect(text).toContain("\nNothing is deployed from this machine yet: this is the first deployment.\n");
  });
});
