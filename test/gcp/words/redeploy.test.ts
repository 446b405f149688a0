import type { Service } from "../../../lib/airflow/workloads/service";
import { redeploy } from "../../../lib/gcp/words/redeploy";
import { gcpReading } from "../../support/gcp";

const service = (runsTasks: boolean, seconds: number) => ({ runsTasks, drain: { seconds } }) as Service;
const of = (...entries: string[]) =>
  redeploy("acme", [service(false, 90_000), service(true, 3_600), service(true, 7_200)], gcpReading(...entries));

test("a release of the same version waits for the longest task, and for nothing else", () => {
  expect(of().rolling[1]).toBe(
    "A worker takes no new task and finishes those that run, at most 2 h; at most half of the workers of a pool do so at once.",
  );
});

test("the first deployment says what waits for the machines", () => {
  expect(of().first?.at(-1)).toContain("npm run wait acme follows it");
});

test("an upgrade says how it is allowed, and the way back", () => {
  const { upgrade } = of("backups: { keep: 30d }");
  expect(upgrade[0]).toContain("until the file says upgradeFrom:");
  expect(upgrade[1]).toContain("at most 2 h, and all of Airflow stops");
  expect(upgrade[2]).toBe(
    "The master dumps and migrates the database and starts the new version; workers wait for that.",
  );
  expect(upgrade[3]).toContain("the dump from before it, and those of the last 30 d");
});

test("Cloud SQL has backups of its own besides", () => {
  expect(of("cloudSql: { backups: 7 }").upgrade[3]).toContain("; Cloud SQL keeps 7 of its own");
});

test("a database that exists is not dumped", () => {
  expect(of("metadataDatabase: { host: pg.acme, password: { secret: pg } }").upgrade.slice(2)).toEqual([
    "The master migrates the database and starts the new version; workers wait for that.",
    expect.stringContaining("the existing database's own, which is yours to make"),
  ]);
});
