import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";

const NONE =
  "this is no deployment file: no line of it begins with a key such as target: or airflow:, and none of it is shown";

const SHADOW = "root:$6$marker$hash:19000:0:99999:7:::\nairflow:$6$marker:19000:0:99999:7:::\ndaemon:*:19000:0::::\n";
const OTHERS: readonly (readonly [string, string])[] = [
  ["passwords of a host", SHADOW],
  ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nmarker\n-----END OPENSSH PRIVATE KEY-----\n"],
  ["variables", "MARKER=marker\nAIRFLOW__CORE__FERNET_KEY=marker\n"],
  ["credentials", "[default]\naws_secret_access_key = marker\n"],
  ["JSON of a service account", '{ "type": "service_account", "private_key": "marker" }'],
  ["a list", "- marker\n- {a: marker}\n"],
  ["one word", "marker"],
  ["broken YAML", 'a: "marker\n  }marker'],
];

const read = (text: string, base?: string) => {
  const result = readDeployment({ path: "configs/a.yaml", text }, targets, () => ({ text: base ?? "" }));
  return (result.ok ? result.notices : result.problems).map(line);
};

test.each(OTHERS)("%s in place of a file is one line without a word of it", (_, text) => {
  expect(read(text)).toEqual([`configs/a.yaml:1:1 ${NONE}`]);
});

test.each(OTHERS)("%s in place of what a file extends", (_, text) => {
  expect(read("target: docker\nextends: /etc/shadow", text)).toEqual([
    `configs/a.yaml:2:10 extends: /etc/shadow: ${NONE}`,
  ]);
});

test("a file that is one, wrong as it may be, is told key by key", () => {
  expect(read("workers: 3\nservices: {}")[0]).toMatch(/configs\/a.yaml:1:1 target: missing; write one of/);
  expect(read('{ "target": "docker" }')[0]).toMatch(/airflow: missing/);
});

test.each([
  [
    "target: docker\nairflow: marker-8f: x",
    "configs/a.yaml:2:10 not valid YAML: Nested mappings are not allowed in compact mappings",
  ],
  ['target: docker\nairflow: "a\\qmarker"', "configs/a.yaml:2:12 not valid YAML: Invalid escape sequence \\q"],
  ["target: docker\n}marker", 'configs/a.yaml:2:1 not valid YAML: Unexpected flow-map-end token in YAML stream: "}"'],
  ["target: docker\n@marker", "configs/a.yaml:2:1 not valid YAML: Plain value cannot start with reserved character @"],
  [
    "target: !marker-ghp_0123456789abcdefghij docker",
    "configs/a.yaml:1:9 Unresolved tag; tags are not read, write plain values",
  ],
  [
    "target: docker\nghp_0123456789abcdefghij: 1\nghp_0123456789abcdefghij: 2",
    "configs/a.yaml:3:1 key a text that may be a secret and is not shown is written twice in one section; keep one of them",
  ],
  ["target: docker\nairflow: | marker of a line\n  x", "configs/a.yaml:2:12 not valid YAML: Not a YAML token"],
])("what YAML stumbles over is not quoted: %j", (text, expected) => {
  const found = read(text);
  expect(found[0]).toBe(expected);
  expect(found.join()).not.toMatch(/marker|0123456789/);
});
