// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import type { App } from "cdktf";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { PROJECT } from "../support/docker";
import type { StackJson } from "../support/terraform-json";
import { inApp } from "../support/terraform-json";

/** Text of a file that became code, or broke what it was written into. */

const DOCKER = (airflow: string, ...more: readonly string[]) =>
  [
    "target: docker",
    "airflow:",
    '  version: "3.3.2"',
    ...(airflow.includes("folder:") ? [] : ["  dags: { folder: ./examples/dags }"]),
    `  ${airflow}`,
    "workers:",
    "  default: { queues: [default] }",
    ...more,
  ].join("\n");

const read = (text: string) => readDeployment({ path: "configs/acme.yaml", text }, targets);

/** What is wrong with a file, in lines for people. */
function refused(text: string): string[] {
  const result = read(text);
  return result.ok ? [] : result.problems.map(line);
}

/** The stack of a file that must be good, in Terraform's JSON. */
function stack(text: string): StackJson {
  const result = read(text);
  if (!result.ok) throw new Error(result.problems.map(line).join("\n"));
  return inApp((app: App) => {
    const made = targets[result.target]?.stack(app, "acme", { ...result, root: PROJECT });
    return JSON.parse(JSON.stringify(made?.toTerraform())) as StackJson;
  });
}

const scheduler = (text: string) => stack(text).resource.docker_container["scheduler-1"];
const image = (text: string) =>
  stack(text).resource["docker_image"]?.["airflow-image"] as {
    readonly build: Readonly<Record<string, unknown>>;
    readonly triggers: Readonly<Record<string, string>>;
  };
const contentOf = (text: string, file: string) => scheduler(text)?.upload?.find((one) => one.file === file)?.content;

test("F01 a quote in a path stays in the path", () => {
  expect(scheduler(DOCKER("dags: { folder: './my \"dags\"' }"))?.mounts).toContainEqual({
    type: "bind",
    source: '${abspath(pathexpand("../../.././my \\"dags\\""))}',
    target: "/opt/airflow/dags",
    read_only: true,
  });
});

test("F02 an expression in the target of a mount is the name of a folder", () => {
  const mounts = ["docker:", "  mounts:", "    - { source: ./scripts, target: '/x/${file(\"/etc/passwd\")}' }"];
  expect(scheduler(DOCKER("timezone: utc", ...mounts))?.mounts).toContainEqual(
    expect.objectContaining({ target: '/x/$${file("/etc/passwd")}' }),
  );
});

test("F03 an expression in the context of a build is the name of a folder", () => {
  const path = '../../.././examples/image$${substr(file("/etc/hostname"),0,0)}';
  const { build, triggers } = image(
    DOCKER("image: { build: { context: './examples/image${substr(file(\"/etc/hostname\"),0,0)}' } }"),
  );
  expect(build["context"]).toBe(path);
  expect(triggers["context"]).toContain(`fileset("${path.replaceAll('"', '\\"')}", "**")`);
});

test("F04 an expression in the file of a build's secret is the name of a file, and its id the id", () => {
  const { build } = image(
    DOCKER(
      "image: { build: { context: ./examples/image, secretArgs: { '${a}': { file: '${file(\"/etc/passwd\")}' } } } }",
    ),
  );
  expect(build["secrets"]).toEqual([{ id: "$${a}", src: '../../../$${file("/etc/passwd")}' }]);
});

test("F06 a quote in the key of a secret", () => {
  expect(
    contentOf(DOCKER("environment: { TOKEN: { secret: token, key: 'a\"b' } }"), "/run/secrets/environment/TOKEN"),
  ).toBe('${join("", [sensitive(jsondecode(file(pathexpand("../../../secrets/token")))["a\\"b"])])}');
});

test("F07 a directive in the key of a secret", () => {
  const text = DOCKER("environment: { TOKEN: { secret: token, key: 'a%{if true}b%{endif}' } }");
  expect(contentOf(text, "/run/secrets/environment/TOKEN")).toBe(
    '${join("", [sensitive(jsondecode(file(pathexpand("../../../secrets/token")))["a%%{if true}b%%{endif}"])])}',
  );
});

test("a key * is one key, not all of them", () => {
  const text = DOCKER("environment: { TOKEN: { secret: token, key: '*' } }");
  expect(contentOf(text, "/run/secrets/environment/TOKEN")).toContain('["*"]');
});

test("F13 a carriage return does not split a line of a unit", () => {
  const text = [
    "target: gcp-vms",
    "project: acme-data",
    "zone: asia-northeast3-a",
    "state: { bucket: acme-terraform-state }",
    "airflow:",
    '  version: "2.11.2"',
    `  image: asia-northeast3-docker.pkg.dev/acme-data/airflow/airflow@sha256:${"4".repeat(64)}`,
    "  maxTaskDuration: 2h",
    '  dags: { git: "https://example.com/acme/dags.git", ref: "main\\rExecStartPost=/bin/sh -c \'id\'\\r#" }',
    "gitSyncImage: registry.k8s.io/git-sync/git-sync:v4.4.2",
    "workers:",
    "  default: { queues: [default] }",
  ].join("\n");
  expect(refused(text)).toEqual([
    "configs/acme.yaml:9:58 airflow.dags.ref: holds a carriage return (U+000D), which this value may not; write it without",
  ]);
});

test("F19 an expression in the name of a build argument is its name", () => {
  const { build } = image(
    DOCKER("image: { build: { context: ./examples/image, args: { '${file(\"/etc/hostname\")}': x } } }"),
  );
  expect(build["build_args"]).toEqual({ AIRFLOW_VERSION: "3.3.2", '$${file("/etc/hostname")}': "x" });
});

test("F20 a quote in the name of a variable", () => {
  expect(contentOf(DOCKER("variables: { 'the \"best\" one': x }"), "/run/secrets/variables.json")).toBe(
    '${jsonencode({"the \\"best\\" one" = "x"})}',
  );
});

test("F21 a secret of several lines under airflow.options is continued as configparser reads it", () => {
  const content = contentOf(
    DOCKER("options: { custom: { keyfile: { file: ./secrets/key.json } } }"),
    "/run/secrets/airflow.cfg",
  );
  const value = 'join("", [sensitive(trimspace(file(pathexpand("../../.././secrets/key.json"))))])';
  const more = `can(regex("[\\\\r\\\\n]|^\\\\s|\\\\s$", ${value}))`;
  expect(content).toContain(`\n[custom]\nkeyfile = \${${more} ? `);
  expect(content).toContain('"%(airflow_cdktf_empty_keyfile)s\\n\t%(airflow_cdktf_empty_keyfile)s"');
});

test("F24 a carriage return in a path", () => {
  expect(refused(DOCKER('dags: { folder: "./dags\\r" }'))).toEqual([
    "configs/acme.yaml:4:19 airflow.dags.folder: holds a carriage return (U+000D), which this value may not; write it without",
  ]);
});

test("a newline in a host writes no section of airflow.cfg", () => {
  const text = DOCKER("timezone: utc", 'metadataDatabase: { host: "db\\n[core]", password: { secret: db } }');
  expect(refused(text)).toEqual([
    "configs/acme.yaml:8:27 metadataDatabase.host: holds a line's end (U+000A), which this value may not; write it without",
  ]);
});

test("what cdktf itself looks for in texts is text in a file", () => {
  const marks = ["${TfToken[TOKEN.0]}", "#{TfToken[TOKEN.1]}", "&{TfToken[TOKEN.2]}", "-1.8881545897087503e+289"];
  const { env = [] } = scheduler(DOCKER(`environment: { A: '${marks.join(" ")}' }`)) ?? {};
  const written = env.find((one) => one.startsWith("A=")) ?? "";
  expect(written).toContain('$${${""}TfToken[TOKEN.0]}');
  // Terraform reads `${""}` as nothing, and cdktf does not see its mark.
  expect(written.replaceAll('${""}', "").replaceAll("$${", "${")).toBe(`A=${marks.join(" ")}`);
});

describe("a character that nobody sees", () => {
  test.each([
    ["\\0", "0000", "a control character"],
    ["\\e", "001b", "a control character"],
    ["\\x7f", "007f", "a control character"],
    ["\\N", "0085", "a control character"],
    ["\\L", "2028", "a line's end that only some programs see"],
    ["\\u202e", "202e", "a character that turns the direction of text"],
    ["\\ufeff", "feff", "an invisible mark"],
    ["\\ud800", "d800", "half of a character"],
    ["\\ufdd0", "fdd0", "no character of Unicode"],
  ])("%s is refused in values and keys, and never printed", (written, number, words) => {
    const what = `${words} (U+${number.toUpperCase()})`;
    expect(refused(DOCKER(`variables: { "a${written}": "b${written}" }`))).toEqual([
      `configs/acme.yaml:5:16 airflow.variables: key "a\\u${number}" holds ${what}; write it without`,
      `configs/acme.yaml:5:${21 + written.length} airflow.variables["a\\u${number}"]: holds ${what}, which this value may not; write it without`,
    ]);
  });

  test("as it stands in the file, wherever that is", () => {
    expect(refused(DOCKER("variables: { a: b } # \u202e"))).toEqual([
      "configs/acme.yaml:5:25 a character that turns the direction of text (U+202E) stands here; take it out",
    ]);
  });

  test("line ends of Windows are line ends", () => {
    expect(refused(DOCKER("variables: { a: b }").replaceAll("\n", "\r\n"))).toEqual([]);
  });

  test("values of several lines are allowed where a value may have them", () => {
    const several = [
      'options: { custom: { a: &text "b\\n\\tc" } }',
      "  environment: { A: *text }",
      "  variables: { a: *text }",
    ];
    expect(refused(DOCKER(several.join("\n")))).toEqual([]);
    expect(refused(DOCKER([...several, "  timezone: *text"].join("\n")))).toEqual([
      "configs/acme.yaml:5:33 airflow.timezone: holds a line's end (U+000A), which this value may not; write it without",
    ]);
  });
});
