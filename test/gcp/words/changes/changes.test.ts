import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changes } from "../../../../lib/gcp/words/changes/changes";
import { row, table } from "../../../../lib/schema/table";
import { PROJECT } from "../../../support/docker";
import { only } from "../../../support/reviewed";

const { parts, rows } = changes("gcp-vms");
const of = (change: string) => only(rows, (one) => one.change.startsWith(change));

test("every row says something of each part, how long it takes, and what to run", () => {
  for (const { change, happens, takes, run } of rows) {
    expect(happens).toHaveLength(parts.length);
    expect([change, ...happens, takes, run]).not.toContain("");
  }
});

test("each kind of change is told once", () => {
  const kinds = rows.map(({ change }) => change);
  expect(new Set(kinds).size).toBe(kinds.length);
});

/** What the issue of this target asks to be told. */
test.each([
  "airflow.image, of the same Airflow",
  "airflow.version",
  "concurrency, queues, environment, limits per child",
  "airflow.options",
  "new value of a secret",
  "keys.*",
  "airflow.files, plugins",
  "webserver.port",
  "replicas: more",
  "replicas: fewer",
  "machine, disk, spot of a pool",
  "zones of a pool",
  "master.dataDisk: more",
  "master.machine",
  "master.address, network",
  "os: another milestone",
  "metadataDatabase.engine; to or from cloudSql",
  "boot scripts of this program",
])("it tells of %s", (change) => {
  expect(of(change).run).not.toBe("");
});

test("commands name the stack", () => {
  expect(only(changes("acme").rows, ({ change }) => change.startsWith("machine, disk")).run).toBe(
    "npm run up acme, npm run drain acme POOL",
  );
});

test("whatever deletes a machine with a worker says what becomes of its tasks", () => {
  const deletes = rows.filter(({ happens }) =>
    /deletes? machines|machines are deleted|are made anew/.test(happens[1] ?? ""),
  );
  expect(deletes.length).toBeGreaterThan(2);
  for (const { happens } of deletes) expect(happens[1]).toMatch(/tasks.*90 s/);
});

test("the documentation has the same table", () => {
  const text = readFileSync(join(PROJECT, "docs/gcp-vms.md"), "utf8");
  const [, written] = /<!-- changes -->\n(.*?)<!-- \/changes -->/s.exec(text) ?? [];
  const cells = rows.map(({ change, happens, takes, run }) => row([change, ...happens, takes, run]));
  expect(written).toBe(`${table(["Change", ...parts, "Takes", "Run"], cells).join("\n")}\n`);
});
