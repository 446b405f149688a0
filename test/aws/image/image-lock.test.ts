import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ImageLock, lockFile, lockText, readLock } from "../../../lib/aws/image/image-lock";

const root = mkdtempSync(join(tmpdir(), "lock-"));
mkdirSync(join(root, "configs"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const LOCK: ImageLock = {
  image: `registry.test/airflow/acme@sha256:${"a".repeat(64)}`,
  architecture: "arm64",
  airflow: "3.3.2",
  inputs: "b".repeat(64),
};

const written = (text: string) => {
  writeFileSync(join(root, lockFile("acme")), text);
  return readLock(root, "acme");
};

test("a lock is read as it was written, whatever the order of its keys", () => {
  expect(written(lockText(LOCK))).toEqual(LOCK);
  const { image, ...rest } = LOCK;
  expect(lockText({ ...rest, image })).toBe(lockText(LOCK));
});

test("no lock is no mistake by itself", () => {
  expect(readLock(root, "other")).toBe("missing");
});

test.each([
  ["no JSON", "{", "is not what npm run image writes"],
  ["a list", "[]", "is not what npm run image writes"],
  ["another key", JSON.stringify({ ...LOCK, tag: "7" }), "is not what npm run image writes"],
  [
    "a tag",
    JSON.stringify({ ...LOCK, image: "registry.test/airflow:7" }),
    "image: expected REPOSITORY@sha256: and 64 hexadecimal digits",
  ],
  [
    "a digest that was cut",
    JSON.stringify({ ...LOCK, image: LOCK.image.slice(0, -1) }),
    "image: expected REPOSITORY@sha256: and 64 hexadecimal digits",
  ],
  ["another processor", JSON.stringify({ ...LOCK, architecture: "arm" }), "architecture: expected x86_64 or arm64"],
  ["no version", JSON.stringify({ ...LOCK, airflow: undefined }), "airflow: expected Airflow's version"],
  ["no digest of the inputs", JSON.stringify({ ...LOCK, inputs: "" }), "inputs: expected 64 hexadecimal digits"],
])("%s is refused with the reason", (_, text, wrong) => {
  expect(written(text)).toEqual({ wrong });
});
