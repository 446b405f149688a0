import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { image } from "../../../lib/airflow/workloads/airflow";
import { type ImageLock, lockFile, lockText } from "../../../lib/aws/image/image-lock";
import { inputsOf } from "../../../lib/aws/image/inputs";
import { onDisk } from "../../../lib/aws/rules/on-disk";
import { awsReading, STACK } from "../../support/aws";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "on-disk-"));
  mkdirSync(join(root, "configs"));
  writeFileSync(join(root, "requirements.txt"), "openpyxl");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FILE = awsReading('airflow: { version: "3.3.2", image: { build: { requirements: ./requirements.txt } } }');
const said = (reading = FILE) =>
  onDisk({ ...reading, stack: STACK, root }).map(
    ({ path, kind, message }) => `${kind ?? "problem"} ${path.join(".")}: ${message}`,
  );

/** A lock that fits the file, but for these parts. */
function lock(parts: Partial<ImageLock> = {}): void {
  const source = image(FILE.deployment);
  const inputs = "build" in source ? inputsOf(root, source.build) : undefined;
  const registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/airflow/acme";
  const fit = { image: `${registry}@sha256:${"a".repeat(64)}`, architecture: "x86_64", airflow: "3.3.2" } as const;
  writeFileSync(
    join(root, lockFile(STACK)),
    lockText({ ...fit, inputs: typeof inputs === "string" ? inputs : "", ...parts }),
  );
}

test("a lock that fits is good", () => {
  lock();
  expect(said()).toEqual([]);
});

test("no lock is refused with the command that makes one", () => {
  expect(said()).toEqual([
    "problem airflow.image.build: configs/acme.image.json does not exist; run npm run image acme, and commit that file",
  ]);
});

test("a lock that somebody changed by hand is refused", () => {
  lock({ image: "registry.test/airflow:7" });
  expect(said()).toEqual([
    "problem airflow.image.build: configs/acme.image.json image: expected REPOSITORY@sha256: and 64 hexadecimal digits; run npm run image acme, which writes it anew",
  ]);
});

test.each<[what: string, parts: Partial<ImageLock>, words: string]>([
  ["another Airflow", { airflow: "3.3.1" }, "is of Airflow 3.3.1, and airflow.version is 3.3.2"],
  ["another processor", { architecture: "arm64" }, "is for arm64, and architecture is x86_64"],
  [
    "another account",
    { image: `210987654321.dkr.ecr.eu-central-1.amazonaws.com/a@sha256:${"a".repeat(64)}` },
    "is of account 210987654321 in eu-central-1, and the file deploys to 123456789012 in eu-central-1",
  ],
  [
    "another region",
    { image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/a@sha256:${"a".repeat(64)}` },
    "is of account 123456789012 in eu-west-1, and the file deploys to 123456789012 in eu-central-1",
  ],
])("a lock of %s is refused", (_, parts, words) => {
  lock(parts);
  expect(said()).toEqual([`problem airflow.image.build: configs/acme.image.json ${words}; run npm run image acme`]);
});

test("an image that is older than what it is built from is said, and deployed", () => {
  lock();
  writeFileSync(join(root, "requirements.txt"), "openpyxl==3");
  expect(said()).toEqual([
    "notice airflow.image.build: files or arguments have changed since configs/acme.image.json was written; run npm run image acme",
  ]);
});

test("who has the lock and not the sources can deploy", () => {
  lock();
  rmSync(join(root, "requirements.txt"));
  expect(said()).toEqual([]);
});

test("a lock beside a finished image is said to be of no use", () => {
  lock();
  expect(said(awsReading())).toEqual([
    "notice airflow.image: configs/acme.image.json is not used, because a finished image is named here; remove that file",
  ]);
  rmSync(join(root, lockFile(STACK)));
  expect(said(awsReading())).toEqual([]);
});
