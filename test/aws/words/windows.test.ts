import { BACKUP, MAINTENANCE, SNAPSHOTS, START_MINUTES } from "../../../lib/aws/words/windows";

const HOUR = 60;
/** Minutes after midnight. */
const begin = (window: string) => {
  const [, hours = "", minutes = ""] = /([0-9]{2}):([0-9]{2})-/.exec(window) ?? [];
  return Number(hours) * HOUR + Number(minutes);
};
const [, minute = "", hour = ""] = /^cron\(([0-9]+) ([0-9]+) /.exec(BACKUP) ?? [];

test.each([MAINTENANCE, SNAPSHOTS])("AWS Backup has started an hour before RDS works, at %s", (window) => {
  const latest = Number(hour) * HOUR + Number(minute) + START_MINUTES;
  expect(latest).toBeLessThanOrEqual(begin(window) - HOUR);
});
