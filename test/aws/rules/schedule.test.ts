import { isSchedule } from "../../../lib/aws/rules/schedule";

test.each([
  "cron(0 7 ? * MON-FRI *)",
  "cron(0/15 8-18 ? * 2-6 2027)",
  "cron(30 6 1,15 * ? *)",
  "cron(0 0 L * ? *)",
  "cron(0 9 ? * MON#1 *)",
  "cron(0 9 15W 1-6/2 ? 2027-2030)",
  "cron(*/10 * * JAN,JUL ? *)",
  "rate(1 hour)",
  "rate(5 minutes)",
  "at(2027-01-31T07:00:00)",
])("%s is one", (text) => {
  expect(isSchedule(text)).toBe(true);
});

test.each([
  ["five fields, as Unix has it", "cron(0 7 * * *)"],
  ["day and weekday both", "cron(0 7 1 * MON *)"],
  ["neither of them", "cron(0 7 ? * ? *)"],
  ["an hour that no day has", "cron(0 24 ? * * *)"],
  ["a minute that no hour has", "cron(60 7 ? * * *)"],
  ["the weekday 0, as Unix has it", "cron(0 7 ? * 0 *)"],
  ["small letters", "cron(0 7 ? * mon *)"],
  ["a range after a star", "cron(*-5 7 ? * * *)"],
  ["an empty part", "cron(0, 7 ? * * *)"],
  ["a unit that is not plural", "rate(5 minute)"],
  ["one of several", "rate(1 hours)"],
  ["no time at all", "rate(0 hours)"],
  ["a day that no month has", "at(2027-02-30T07:00:00)"],
  ["a day without its time", "at(2027-01-31)"],
  ["words", "every morning"],
])("%s is none: %s", (_, text) => {
  expect(isSchedule(text)).toBe(false);
});
