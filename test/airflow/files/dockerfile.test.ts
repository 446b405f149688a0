import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dockerfileFindings, stagesOf } from "../../../lib/airflow/files/dockerfile";
import { deployment } from "../rules/deployment";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dockerfile-"));
  mkdirSync(join(root, "image/docker"), { recursive: true });
  writeFileSync(join(root, "image/Dockerfile"), "FROM a AS base\nFROM base as Airflow\nFROM base\n");
  writeFileSync(join(root, "image/docker/Dockerfile.prod"), "FROM a\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function said(build: Readonly<Record<string, string | undefined>>) {
  const file = deployment({}, { image: { build: { context: "./image", ...build } } });
  return dockerfileFindings(file, root).map(({ path, message }) => `${path.slice(3).join(".")}: ${message}`);
}

test.each([
  {},
  { target: "base" },
  { target: "airflow" },
  { target: "2" },
  { dockerfile: "docker/Dockerfile.prod" },
  { dockerfile: "docker/Dockerfile.prod", target: "0" },
  { context: "./elsewhere", dockerfile: "no" },
])("%j is there", (build) => {
  expect(said(build)).toEqual([]);
});

test.each([
  [
    { dockerfile: "Dockerfile.prod" },
    "dockerfile: Dockerfile.prod below ./image does not exist: make it, or name another",
  ],
  [
    { dockerfile: "docker" },
    "dockerfile: docker below ./image is a folder, and a file is wanted: name a file, or name another",
  ],
  [{ target: "prod" }, 'target: Dockerfile has no stage "prod"; it has base, airflow'],
  [{ target: "3" }, 'target: Dockerfile has no stage "3"; it has base, airflow'],
  [
    { dockerfile: "docker/Dockerfile.prod", target: "prod" },
    'target: docker/Dockerfile.prod has no stage "prod"; its stages have no names: write FROM IMAGE AS NAME',
  ],
])("%j is refused", (build, message) => {
  expect(said(build)).toEqual([message]);
});

test.each<[text: string, stages: readonly string[] | undefined]>([
  ["ARG V=1\nFROM --platform=$BUILDPLATFORM a:$V AS One\nRUN x\nfrom one\tas\ttwo\n", ["one", "two"]],
  ["FROM a \\\n  AS one\r\nFROM b # AS none\n", ["one", "none"]],
  ["# syntax=docker/dockerfile:1.7\nFROM a AS one\n", ["one"]],
  ["# FROM a AS none\nFROM a AS one\n", ["one"]],
  ["# syntax=acme/dockerfile\nFROM a AS one\n", undefined],
  ["# escape=`\nFROM a AS one\n", undefined],
  ["RUN echo\n# syntax=acme/dockerfile\nFROM a\n", [""]],
])("stages of %j", (text, stages) => {
  expect(stagesOf(text)).toEqual(stages);
});
