import type { Service } from "../../../lib/airflow/workloads/service";
import { redeploy } from "../../../lib/aws/words/redeploy";
import { awsReading } from "../../support/aws";

const service = (runsTasks: boolean, seconds: number) => ({ runsTasks, drain: { seconds } }) as Service;
const of = (...entries: string[]) =>
  redeploy([service(false, 90_000), service(true, 3_600), service(true, 7_200)], awsReading(...entries));

test("a release of the same version waits for the longest task, and for nothing else", () => {
  expect(of().rolling[1]).toBe(
    "A worker that is replaced takes no new task and finishes those that run, at most 2 h; ECS waits, and Terraform does not.",
  );
});

test("an upgrade says how it is allowed, and the way back", () => {
  const { upgrade } = of("rds: { backupDays: 7 }");
  expect(upgrade[0]).toBe("The plan is refused until the file says upgradeFrom: and the version that runs.");
  expect(upgrade[1]).toContain("at most 2 h, and all of Airflow stops");
  expect(upgrade[3]).toContain("any second of the last 7 days");
});

test("a backup of an existing database is its owner's", () => {
  const { upgrade } = of("metadataDatabase: { host: pg.acme, password: { secret: pg } }");
  expect(upgrade[3]).toContain("the existing database's own, which is yours to make");
});
