import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFolder } from "../../../lib/deployment/file/folder";
import { line } from "../../../lib/deployment/words/problem";

const root = mkdtempSync(join(tmpdir(), "folder-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
function folder(files: Readonly<Record<string, string | Uint8Array>>) {
  const place = join(root, String(made++));
  mkdirSync(place);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  return place;
}
const problems = (files: Readonly<Record<string, string | Uint8Array>>) =>
  readFolder(folder(files), "configs").problems.map(line);

const RULE =
  "the file's name is the stack's name; expected a name of 2 to 20 characters: lower-case letters, digits and single hyphens, first a letter, last no hyphen";

test("deployment files in the order of their names; other files are left alone", () => {
  const place = folder({
    "b2.yaml": "b",
    "a1.yaml": "a",
    "README.md": "",
    ".hidden.yaml": "",
    "old.yaml.bak": "",
    "x.yaml~": "",
  });
  mkdirSync(join(place, "more.yaml"));
  expect(readFolder(place, "configs")).toEqual({
    files: [
      { stack: "a1", path: "configs/a1.yaml", text: "a" },
      { stack: "b2", path: "configs/b2.yaml", text: "b" },
    ],
    problems: [],
  });
});

test.each([
  ["My_Stack.yaml", `${RULE}, got "My_Stack"; rename to my-stack.yaml`],
  ["a.yaml", `${RULE}, got "a"; rename to my-stack.yaml`],
  ["2nd.yaml", `${RULE}, got "2nd"; rename to nd.yaml`],
  ["prod.yml", 'expected a name that ends in .yaml, got "prod.yml"; rename to prod.yaml'],
  ["prod.YAML", 'expected a name that ends in .yaml, got "prod.YAML"; rename to prod.yaml'],
])("%s is no name of a deployment file", (name, message) => {
  expect(problems({ [name]: "" })).toEqual([`configs/${name}:1:1 ${message}`]);
});

test("a folder without a deployment file", () => {
  expect(problems({ "README.md": "" })).toEqual([
    "configs: no deployment file here; put a file such as configs/local-docker.yaml there: npm run new writes one",
  ]);
});

test("a folder that is not there, or is a file", () => {
  expect(readFolder(join(root, "nowhere"), "configs").problems.map(line)).toEqual([
    "configs: no such folder; make it and put a file such as configs/local-docker.yaml there: npm run new writes one",
  ]);
  writeFileSync(join(root, "file"), "");
  expect(readFolder(join(root, "file"), "configs").problems.map(line)).toEqual([
    "configs: it is a file, and a folder is wanted; put a folder of deployment files there: npm run new writes one",
  ]);
});

test("a file that cannot be read as text", () => {
  const place = folder({ "latin.yaml": Uint8Array.of(0x61, 0x3a, 0x20, 0xe9) });
  symlinkSync(join(root, "nowhere"), join(place, "link.yaml"));
  expect(readFolder(place, "configs").problems.map(line)).toEqual([
    "configs/latin.yaml:1:1 the file is not UTF-8 text; save it as UTF-8",
    "configs/link.yaml:1:1 the file is a link that leads nowhere; mend the link",
  ]);
});
