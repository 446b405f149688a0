import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ImageBuild } from "../../../lib/airflow/platform";
import { inputsOf } from "../../../lib/aws/image/inputs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "inputs-"));
  write("image/Dockerfile", "FROM apache/airflow");
  write("image/dags/a.py", "a = 1");
  write("requirements.txt", "openpyxl");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const BUILD: ImageBuild = {
  airflowVersion: "3.3.2",
  context: "./image",
  requirements: "./requirements.txt",
  args: { A: "1", B: "2" },
  secretArgs: { token: { file: "/home/me/token" } },
  proxyArgs: {},
};
const inputs = (more: Partial<ImageBuild> = {}) => inputsOf(root, { ...BUILD, ...more });

test.each<[what: string, change: () => unknown]>([
  ["a file's content", () => write("image/dags/a.py", "a = 2")],
  ["a file more", () => write("image/dags/b.py", "")],
  ["a file's name", () => cpSync(join(root, "image/dags"), join(root, "image/dags2"), { recursive: true })],
  ["a script that may be run", () => chmodSync(join(root, "image/dags/a.py"), 0o755)],
  ["a link", () => symlinkSync("a.py", join(root, "image/dags/c.py"))],
  ["the requirements", () => write("requirements.txt", "openpyxl==3")],
])("%s counts", (_, change) => {
  const before = inputs();
  change();
  expect(inputs()).not.toBe(before);
});

test("a proxy makes no other image", () => {
  expect(inputs({ proxyArgs: { HTTP_PROXY: "http://p:1" } })).toBe(inputs());
});

test.each<[what: string, change: Partial<ImageBuild>]>([
  ["Airflow's version", { airflowVersion: "3.3.3" }],
  ["an argument", { args: { A: "1", B: "3" } }],
  ["another Dockerfile", { dockerfile: "dags/a.py" }],
  ["the stage", { target: "airflow" }],
  ["the name of a secret", { secretArgs: { other: { file: "/home/me/token" } } }],
])("%s counts", (_, change) => {
  expect(inputs(change)).not.toBe(inputs());
});

test.each<[what: string, change: () => unknown]>([
  ["when a file was written", () => utimesSync(join(root, "image/dags/a.py"), 1, 1)],
  ["who may read a file", () => chmodSync(join(root, "image/dags/a.py"), 0o600)],
  ["compiled Python", () => write("image/dags/__pycache__/a.pyc", "x")],
])("%s does not count", (_, change) => {
  const before = inputs();
  change();
  expect(inputs()).toBe(before);
});

test("a secret's own file does not count: a new token makes no other image", () => {
  expect(inputs({ secretArgs: { token: { file: "/elsewhere" } } })).toBe(inputs());
});

test("the order of arguments does not count", () => {
  expect(inputs({ args: { B: "2", A: "1" } })).toBe(inputs());
});

test("files that Docker is not sent do not count, but the Dockerfile does in any case", () => {
  write("image/.dockerignore", "*\n!dags");
  const before = inputs();
  write("image/notes.txt", "x");
  expect(inputs()).toBe(before);
  write("image/Dockerfile", "FROM other");
  expect(inputs()).not.toBe(before);
});

test("a checkout at another place has the same inputs", () => {
  const other = mkdtempSync(join(tmpdir(), "inputs-"));
  cpSync(root, other, { recursive: true });
  expect(inputsOf(other, BUILD)).toBe(inputs());
  rmSync(other, { recursive: true });
});

test("without the folder or the file there is nothing to compare", () => {
  expect([inputs({ context: "./other" }), inputs({ requirements: "./other.txt" })]).toEqual([
    expect.objectContaining({ key: "context", path: "./other", fault: expect.objectContaining({ code: "ENOENT" }) }),
    expect.objectContaining({ key: "requirements", path: "./other.txt" }),
  ]);
});

describe("a Dockerfile of another name", () => {
  const prod = () => inputs({ dockerfile: "docker/Dockerfile.prod" });
  beforeEach(() => {
    write("image/docker/Dockerfile.prod", "FROM apache/airflow");
    write("image/.dockerignore", "docker\ndags");
  });

  test("counts, even where the context leaves it out", () => {
    const before = prod();
    write("image/docker/Dockerfile.prod", "FROM apache/airflow:3.3.2");
    expect(prod()).not.toBe(before);
  });

  test("goes by the ignore file of its own name", () => {
    const before = prod();
    write("image/dags/a.py", "a = 2");
    expect(prod()).toBe(before);
    write("image/docker/Dockerfile.prod.dockerignore", "docker");
    const taken = prod();
    write("image/dags/a.py", "a = 3");
    expect(prod()).not.toBe(taken);
  });
});
