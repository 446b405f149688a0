import { pool } from "../../../lib/gcp/settings/pool";
import { limits, shape } from "../../../lib/gcp/settings/settings";
import { fields } from "../../../lib/schema/fields";
import { kinds } from "../../../lib/schema/kinds";
import { targetSchema } from "../../../lib/schema/schemas";
import { gcpReading, gcpSettings } from "../../support/gcp";
import { isOwn, own } from "../../support/own-keys";
import { compiled } from "../../support/validator";
import { said } from "../said";

const DAY = 86_400;
const schema = targetSchema("gcp-vms", shape);
const words = kinds().map(({ description }) => description);

test("what a file has that writes only what must be written", () => {
  expect(own(gcpSettings())).toEqual({
    project: "acme-data",
    zone: "europe-west3-a",
    state: { bucket: "acme-terraform-state" },
    network: { range: "10.10.0.0/24" },
    os: "cos-125-lts",
    master: { machine: "e2-standard-4", disk: 40, dataDisk: 100, spot: false },
    cloudSql: false,
    memorystore: false,
    databases: [],
    access: { members: [] },
    roles: [],
    backups: { hour: 3, keep: 14 * DAY },
    logs: { tasks: 365 * DAY, local: 7 * DAY },
    cleanAfter: 90 * DAY,
    protect: true,
    labels: {},
  });
  expect(gcpReading().deployment.workers["main"]).toEqual(
    expect.objectContaining({
      machine: "e2-standard-2",
      disk: 40,
      spot: false,
      scaling: { idle: 600 },
      update: { surge: 0 },
      roles: [],
    }),
  );
});

test("a section turns Cloud SQL and Memorystore on", () => {
  const { cloudSql, memorystore } = gcpSettings("cloudSql: {}", "memorystore: { memory: 2 }");
  expect(cloudSql).toEqual({ tier: "db-custom-2-7680", disk: 20, highAvailability: true, backups: 14 });
  expect(memorystore).toEqual({ memory: 2, highAvailability: true });
});

test("a worker drains for a week", () => {
  expect(limits).toEqual({ drainSeconds: 7 * DAY, hostFiles: false, diskSurvives: false, replaceSeconds: 300 });
});

test.each([
  [
    "project: Acme",
    "project: expected a project's id such as acme-data: 6 to 30 lower-case letters, digits and '-', got \"Acme\"",
  ],
  ["project: example.com:acme-data", undefined],
  ["os: cos-stable", 'os: expected a milestone of Container-Optimized OS such as cos-125-lts, got "cos-stable"'],
  [
    "state: { bucket: Acme }",
    "state.bucket: expected a bucket's name: 3 to 63 lower-case letters, digits, '.', '_' and '-', got \"Acme\"",
  ],
  ["backups: { hour: 24 }", "backups.hour: expected 0 to 23, got 24"],
  ["backups: { keep: 36h }", 'backups.keep: expected whole days, such as 90d, got "36h"'],
  ["cloudSql: true", "cloudSql: expected false, or a section such as { tier: db-custom-2-7680 }, got true"],
  ["memorystore: true", "memorystore: expected false, or a section such as { memory: 1 }, got true"],
  ["labels: { team: Data }", "labels.team: expected at most 63 lower-case letters, digits, '_' and '-', got \"Data\""],
])("%s", (entry, message) => {
  expect(said(entry)).toEqual(message === undefined ? [] : [message]);
});

const ours = fields(schema).filter(
  ({ path }) =>
    isOwn(path.split(/[.[]/)[0] ?? "") || Object.keys(pool).some((key) => path.startsWith(`workers.POOL.${key}`)),
);

test("every key says what it is, what it is unwritten, and an example", () => {
  const lacking = ours.flatMap(({ path, node, required }) => {
    const { description = "", examples = [], title = "" } = node;
    return [
      ...(description === "" || words.includes(description) ? [`${path} lacks a description`] : []),
      ...(required || node.default !== undefined || /Unwritten: .+\.$/.test(description)
        ? []
        : [`${path}: unwritten?`]),
      ...(examples.length === 0 ? [`${path} lacks an example`] : []),
      ...(title === "" ? [`${path} lacks a kind`] : []),
    ];
  });
  expect(lacking).toEqual([]);
  expect(ours.length).toBeGreaterThan(50);
});

test("every key takes its own examples and its default", () => {
  const refused = ours.flatMap(({ path, node }) => {
    const takes = compiled(node);
    const values = [...(node.examples ?? []), ...(node.default === undefined ? [] : [node.default])];
    return values.filter((value) => !takes(value)).map((value) => `${path}: ${JSON.stringify(value)}`);
  });
  expect(refused).toEqual([]);
});
