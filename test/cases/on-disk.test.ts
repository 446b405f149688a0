// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a name that looks like a template
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { lastWords } from "../../commands/last-words";
import { userFiles } from "../../lib/airflow/files/files";
import { unfit } from "../../lib/airflow/files/on-disk";
import { plugins } from "../../lib/airflow/files/plugins";
import { LARGEST, readBytes, readText } from "../../lib/deployment/disk/disk";
import { writing } from "../../lib/deployment/disk/writing";
import { readFolder } from "../../lib/deployment/file/folder";
import { line } from "../../lib/deployment/words/problem";
import { opener } from "../../lib/synth/deployments";
import { deployment } from "../airflow/rules/deployment";
import { good, output, project, run, write } from "../synth/project";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "on-disk-"));
  folders.push(made);
  return made;
}

function put(root: string, path: string, text: string | Buffer = ""): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const pipe = (path: string) => expect(spawnSync("mkfifo", [path]).status).toBe(0);

describe("a deployment file", () => {
  const wrong = (make: (configs: string) => void): string[] => {
    const root = folder();
    mkdirSync(join(root, "configs"));
    make(join(root, "configs"));
    return readFolder(join(root, "configs"), "configs").problems.map(line);
  };
  test.each<[string, (configs: string) => void, string]>([
    ["a pipe", (at) => pipe(join(at, "aa.yaml")), "aa.yaml:1:1 the file is a pipe, and a file is wanted; move it away"],
    [
      "a loop of links",
      (at) => symlinkSync("aa.yaml", join(at, "aa.yaml")),
      "aa.yaml:1:1 the file is a link that leads in a circle; mend the link",
    ],
    [
      "a link to nowhere",
      (at) => symlinkSync("none", join(at, "aa.yaml")),
      "aa.yaml:1:1 the file is a link that leads nowhere; mend the link",
    ],
    [
      "a device",
      (at) => symlinkSync("/dev/zero", join(at, "aa.yaml")),
      "aa.yaml:1:1 the file is a device, and a file is wanted; move it away",
    ],
    [
      "too large",
      (at) => writeFileSync(join(at, "aa.yaml"), Buffer.alloc(LARGEST.text + 1, "#")),
      "aa.yaml:1:1 the file has more than 1 MiB; make it smaller",
    ],
    [
      "a word that cdktf cannot take as a name",
      (at) => writeFileSync(join(at, "constructor.yaml"), ""),
      "constructor.yaml:1:1 the file's name is the stack's name, and none can be called constructor; rename to my-constructor.yaml",
    ],
    [
      "a name with a line's end",
      (at) => writeFileSync(join(at, "a\nb.yaml"), ""),
      "a\\u000ab.yaml:1:1 the file's name is the stack's name; expected a name of 2 to 20 characters: lower-case letters, digits and single hyphens, first a letter, last no hyphen, got \"a\\nb\"; rename to a-b.yaml",
    ],
  ])("%s", (_, make, message) => {
    expect(wrong(make)).toEqual([`configs/${message}`]);
  });

  test("the folder is a loop of links", () => {
    const root = folder();
    symlinkSync("configs", join(root, "configs"));
    expect(readFolder(join(root, "configs"), "configs").problems.map(line)).toEqual([
      "configs: it is a link that leads in a circle; mend the link",
    ]);
  });
});

describe("extends", () => {
  const root = folder();
  put(root, "plain", "text");
  const message = (path: string) => {
    const opened = opener(root)(path);
    return "message" in opened ? opened.message : "opened";
  };
  test.each([
    ["plain", "opened"],
    ["none", "there is no such file; write the path relative to the project's folder"],
    ["/dev/zero", "it is a device, and a file is wanted; name a file"],
    [
      "/proc/kmsg",
      expect.stringMatching(/^it (has no end to wait for; name a plain file|may not be read by you; .*)$/),
    ],
    [".", "it is a folder, and a file is wanted; name a file"],
    ["plain/x", "it leads through something that is no folder; write another path"],
    ["x".repeat(300), "it is longer than the disk allows; shorten it"],
    ["a\0b", "it is no path that a disk can have; write another one"],
  ])("%j", (path, expected) => {
    expect(message(path)).toEqual(expected);
  });

  test("a file of the kernel that says it is empty is read to its end, or not at all", () => {
    expect(readText("/proc/self/status")).toMatchObject({ text: expect.stringContaining("Pid:") });
    expect(readBytes("/proc/self/status", 10)).toMatchObject({ fault: { code: "TOO_LARGE" } });
  });
});

describe("files that are delivered", () => {
  const said = (root: string, files: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    unfit(deployment(more, { files }), root).map(({ path, message }) => `${path.join(".")}: ${message}`);

  test("a folder where a file is wanted, a file where a folder is", () => {
    const root = folder();
    put(root, "plugins");
    mkdirSync(join(root, "web.py"));
    symlinkSync("local.py", join(root, "local.py"));
    expect(said(root, { plugins: "./plugins", webserverConfig: "web.py", localSettings: "local.py" })).toEqual([
      "airflow.files.plugins: ./plugins is a file, and a folder is wanted: name a folder, or leave plugins: out",
      "airflow.files.webserverConfig: web.py is a folder, and a file is wanted: name a file, or leave webserverConfig: out",
      "airflow.files.localSettings: local.py is a link that leads in a circle: mend the link, or leave localSettings: out",
    ]);
  });

  test("links in plugins are followed, to files and to folders", () => {
    const root = folder();
    put(root, "shared/inner/b.py", "b");
    put(root, "plugins/a.py", "a");
    symlinkSync("a.py", join(root, "plugins/link.py"));
    symlinkSync("../shared", join(root, "plugins/shared"));
    symlinkSync("user@host.1:2", join(root, "plugins/.#a.py"));
    expect(userFiles({ plugins: "plugins" }, root).map(({ target }) => target)).toEqual([
      "/opt/airflow/plugins/a.py",
      "/opt/airflow/plugins/link.py",
      "/opt/airflow/plugins/shared/inner/b.py",
    ]);
    expect(said(root, { plugins: "plugins" })).toEqual([]);
  });

  test("what cannot be delivered is refused by its path, never dropped", () => {
    const root = folder();
    const names = ["a:b.py", 'q"x.py', "b\\s.py", "n\nl.py", "${x}.py", "a/b.py"];
    for (const name of names) put(root, `plugins/${name}`);
    writeFileSync(Buffer.concat([Buffer.from(join(root, "plugins/bad")), Buffer.of(0xff)]), "");
    for (const [name, target] of [
      ["circle", "."],
      ["up", "../.."],
      ["nowhere.py", "none"],
      ["zero.py", "/dev/zero"],
    ] as const)
      symlinkSync(target, join(root, "plugins", name));
    pipe(join(root, "plugins/pipe.py"));
    const NAME =
      "has a name that cannot be delivered: rename it: UTF-8, without colons, quotes, backslashes, backticks, dollar or percent before a brace, and control characters";
    const { files, refused } = plugins(join(root, "plugins"));
    expect(files.map(({ path }) => path)).toEqual(["a/b.py"]);
    expect(refused.map(({ path, fault: { says, mend } }) => `${path} ${says}: ${mend}`)).toEqual([
      `\${x}.py ${NAME}`,
      `a:b.py ${NAME}`,
      `b\\s.py ${NAME}`,
      `bad\ufffd ${NAME}`,
      "circle is a link to a folder that it lies in: remove it",
      `n\\u000al.py ${NAME}`,
      "nowhere.py is a link that leads nowhere: mend the link",
      "pipe.py is a pipe, and a file is wanted: put a plain file there, or remove it",
      `q"x.py ${NAME}`,
      "up is a link to a folder that it lies in: remove it",
      "zero.py is a device, and a file is wanted: put a plain file there, or remove it",
    ]);
    expect(said(root, { plugins: "./plugins/" }).slice(-2)).toEqual([
      "airflow.files.plugins: ./plugins/up is a link to a folder that it lies in: remove it",
      "airflow.files.plugins: 1 more below ./plugins/ cannot be delivered either",
    ]);
  });

  test("a folder with more files than a container should get", () => {
    const root = folder();
    for (let count = 0; count <= 2000; count += 1) put(root, `plugins/${count}.py`);
    expect(said(root, { plugins: "plugins" })).toEqual([
      "airflow.files.plugins: plugins has more than 2000 files: name a folder of plugins alone, or put them into the image, or leave plugins: out",
    ]);
  });

  test("an authority that is missing, a folder, or no text", () => {
    const root = folder();
    mkdirSync(join(root, "folder"));
    put(root, "der", Buffer.of(0x30, 0x82, 0xff));
    const ca = (path: string) =>
      said(root, {}, { metadataDatabase: { host: "pg", password: { secret: "pw" }, tls: { ca: path } } });
    const instead = ", or write tls: true, where the image knows the authority";
    expect([ca("none"), ca("folder"), ca("der")].flat()).toEqual([
      `metadataDatabase.tls.ca: none does not exist: make it${instead}`,
      `metadataDatabase.tls.ca: folder is a folder, and a file is wanted: name a file${instead}`,
      `metadataDatabase.tls.ca: der is not UTF-8 text: write it in PEM${instead}`,
    ]);
    expect(said(root, {}, { broker: { host: "redis", tls: { ca: "none" } } })).toEqual([
      `broker.tls.ca: none does not exist: make it${instead}`,
    ]);
  });
});

describe("an output that cannot be written: one line, and what is there stays", () => {
  const NO_FOLDER = "it is no folder, and one is to be there; move it away";
  const AS_IT_WAS = "(the last output is as it was)";
  test.each([
    ["cdktf.out", `cdktf.out: Terraform's files cannot be written: ${NO_FOLDER} ${AS_IT_WAS}`],
    ["cdktf.out/stacks", `cdktf.out/stacks: Terraform's files cannot be written: ${NO_FOLDER} ${AS_IT_WAS}`],
    ["cdktf.out/stacks/aa", `cdktf.out/stacks/aa: Terraform's files cannot be written: ${NO_FOLDER} ${AS_IT_WAS}`],
    ["cdktf.out/review", `cdktf.out/review: Terraform's files cannot be written: ${NO_FOLDER} ${AS_IT_WAS}`],
    ["state", `state: the folder of Terraform's state cannot be written: ${NO_FOLDER}`],
  ])("%s is a file", (path, message) => {
    const root = project({ "aa.yaml": good("3.3.2"), "bb.yaml": good("3.3.2") });
    folders.push(root);
    put(root, path, "mine");
    expect(run(root)).toEqual({ done: false, notices: [], problems: [message] });
    expect(readdirSync(root).filter((name) => name.startsWith(".cdktf.out"))).toEqual([]);
  });

  test("a page's place is a folder: no stack is changed before it is found", () => {
    const root = project({ "aa.yaml": good("3.3.2"), "bb.yaml": good("3.3.2") });
    folders.push(root);
    expect(run(root).done).toBe(true);
    rmSync(join(root, "cdktf.out/review/bb.md"));
    put(root, "cdktf.out/review/bb.md/mine");
    const before = output(root);
    write(root, "configs/aa.yaml", good("3.1.0"));
    expect(run(root).problems).toEqual([
      `cdktf.out/review/bb.md: Terraform's files cannot be written: it is a folder, and a file is to be there; move it away ${AS_IT_WAS}`,
    ]);
    expect(output(root)).toEqual(before);
  });

  test.each([
    ["ENOSPC", "the disk is full; make room and run it again"],
    ["EROFS", "the disk is read-only; make it writable, or work in another folder"],
    ["EDQUOT", "your share of the disk is used up; make room and run it again"],
    ["EACCES", "you may not write there; change its rights, or those of the folder around it"],
    ["EMFILE", "too many files are open; raise the limit (ulimit -n)"],
  ])("%s", (code, words) => {
    const fail = () => {
      throw Object.assign(new Error(`${code}: in the system's words`), { code, syscall: "write" });
    };
    expect(() => writing({ what: "the file", place: "/p/a.yaml", root: "/p" }, fail)).toThrow(
      `a.yaml: the file cannot be written: ${words}`,
    );
  });
});

describe("an error that nobody foresaw", () => {
  const REPORT = "report it with what AIRFLOW_CDKTF_TRACE=1 before the command shows";
  test("is one line that asks for a report", () => {
    expect(lastWords(new TypeError("x is not a function\nsecond line"))).toBe(
      `a fault of this program: TypeError: x is not a function; ${REPORT}`,
    );
  });
  test("what was said on purpose stays as it is", () => {
    expect(lastWords(new Error("--stack: no such stack"))).toBe("--stack: no such stack");
  });
  test("a refusal of the system names the path", () => {
    const error = Object.assign(new Error("raw"), { code: "ELOOP", syscall: "open", path: "/p/x" });
    expect(lastWords(error)).toBe("/p/x: it is a link that leads in a circle; mend the link");
  });
});
