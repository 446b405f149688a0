import { isMap, parseDocument, stringify } from "yaml";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { opener } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";
import { blocks, GUIDES, ROOT } from "./documents";

type Section = Readonly<Record<string, unknown>>;

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const WORKERS = { default: { queues: ["default"] } };

/** A small good file of each target, which a part of a file is laid over. */
const BASES: Readonly<Record<string, Section>> = {
  docker: { target: "docker", airflow: { version: "3.3.2" }, workers: WORKERS },
  "aws-ecs": {
    target: "aws-ecs",
    account: "123456789012",
    region: "eu-central-1",
    state: { bucket: "acme-terraform-state" },
    airflow: { version: "3.3.2", image: `acme/airflow@${DIGEST}` },
    webserver: { baseUrl: "https://airflow.example.com" },
    loadBalancer: { zone: "Z0123456789ABC", allow: ["203.0.113.0/24"] },
    workers: WORKERS,
  },
  "gcp-vms": {
    target: "gcp-vms",
    project: "acme-data",
    zone: "asia-northeast3-a",
    state: { bucket: "acme-terraform-state" },
    airflow: {
      version: "3.3.2",
      image: `asia-northeast3-docker.pkg.dev/acme-data/airflow/airflow@${DIGEST}`,
    },
    workers: WORKERS,
  },
};

/** What the target of a page's samples is. Others are for Docker. */
const TARGETS: Readonly<Record<string, string>> = { "docs/aws-ecs.md": "aws-ecs", "docs/gcp-vms.md": "gcp-vms" };

const isSection = (value: unknown): value is Section =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const over = (base: Section, part: Section): Section => ({
  ...base,
  ...Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      const below = base[key];
      return [key, isSection(below) && isSection(value) ? over(below, value) : value];
    }),
  ),
});

const samples = GUIDES.flatMap((path) =>
  blocks(path)
    .filter(({ language }) => language === "yaml")
    .map(({ text, line }): [string, string, string] => [`${path}:${line}`, path, text]),
);

/** All parts of a page. A file of a whole target is read as it stands; a comment alone is none. */
test.each(samples)("%s is taken as it stands", (_, path, text) => {
  const document = parseDocument(text, { merge: true });
  expect(document.errors.map(String)).toEqual([]);
  if (document.contents === null) return;
  expect(isMap(document.contents)).toBe(true);
  const part = document.toJS() as Section;
  const whole = "target" in part ? text : stringify(over(BASES[TARGETS[path] ?? "docker"] ?? {}, part));
  const result = readDeployment({ path, text: whole }, targets, opener(ROOT));
  expect(result.ok ? [] : result.problems.map(line)).toEqual([]);
});

test("there are samples of every target", () => {
  expect(samples.length).toBeGreaterThan(15);
  const all = samples.map(([, path]) => TARGETS[path] ?? "docker");
  expect([...new Set(all)].sort()).toEqual(Object.keys(targets).sort());
});
