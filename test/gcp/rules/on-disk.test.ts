import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onDisk } from "../../../lib/gcp/rules/on-disk";
import { gcpReading, STACK } from "../../support/gcp";
import { airflow } from "../said";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "on-disk-"));
  mkdirSync(join(root, "plugins"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const said = (entries: readonly string[], stack = STACK) =>
  onDisk({ ...gcpReading(...entries), stack, root }).map(({ path, message }) => `${path.join(".")}: ${message}`);

const PLUGINS = airflow("files: { plugins: ./plugins }");

test("small files of the project are good", () => {
  writeFileSync(join(root, "plugins/a.py"), "print('a')\n");
  expect(said([PLUGINS])).toEqual([]);
});

test("files of the project that do not fit beside ours", () => {
  writeFileSync(join(root, "plugins/a.py"), "a = 1\n".repeat(30_000));
  const [master, ...pools] = said([PLUGINS]);
  expect(master).toMatch(
    /^airflow\.files: the airflow-machine of the master has [0-9]{3} KiB, and Compute Engine takes 256 KiB of one; put files of the project into the image, or many variables into one envFile$/,
  );
  expect(pools).toEqual([expect.stringMatching(/^workers\.main: the airflow-machine of pool "main" has [0-9]{3} KiB/)]);
});

test("variables that do not fit, where one pool has them", () => {
  const [first, ...more] = said([
    `workers: { main: { queues: [default] }, rest: { queues: [rest], environment: { LONG: "${"x".repeat(260_000)}" } } }`,
  ]);
  expect(first).toMatch(/^workers\.rest: the airflow-machine of pool "rest" has/);
  expect(more).toEqual([]);
});

test("a file that is no text", () => {
  writeFileSync(join(root, "plugins/model.bin"), Buffer.from([0xff, 0xfe, 0x00]));
  expect(said([PLUGINS])).toEqual([
    "airflow.files.plugins: plugins/model.bin is no text in UTF-8, and only text is delivered to machines here; put it into the image",
  ]);
});

test("a folder that is missing is for others to say", () => {
  rmSync(join(root, "plugins"), { recursive: true });
  expect(said([PLUGINS])).toEqual([]);
});

test("a service account is named by the file and the pool", () => {
  expect(said(["workers: { crawlers-seo: { queues: [default] } }"], "airflow-production")).toEqual([
    "workers.crawlers-seo: its service account would be airflow-production-crawlers-seo, of 31 characters, and Google takes 30; shorten the pool's name or the file's by 1",
  ]);
});

test("a file of the project's name", () => {
  expect(said([], "acme-data")).toEqual([
    ": its private domain would be acme-data.internal, which hides ZONE.c.acme-data.internal, where Google names the machines of the project; give the file another name",
  ]);
});

test("a secret of the user's that has the name of one of ours", () => {
  expect(said([airflow("connections: { redis: { secret: acme-broker } }")])).toEqual([
    "airflow.connections.redis: acme-broker is the name of a secret that this stack makes itself; give yours another name",
  ]);
});
