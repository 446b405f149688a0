import { passed } from "../../../lib/compose/read/passed";
import { compose, imported } from "../importing";

/** Seen with `docker compose config` 2.26: what the file says without quotes, and what a container gets. */
const SEEN: Readonly<Record<string, string>> = {
  yes: "yes",
  no: "no",
  on: "on",
  off: "off",
  y: "y",
  true: "true",
  True: "true",
  TRUE: "true",
  False: "false",
  "017": "15",
  "-017": "-15",
  "0o17": "15",
  "0x1F": "31",
  "0b11": "3",
  "08080": "8080",
  "1:30": "1:30",
  "1_000": "1000",
  "1.0": "1",
  "1.50": "1.5",
  "1e3": "1000",
  "0.00001": "1e-05",
  "+12": "12",
  "123456789012345678901234567890": "1.2345678901234568e+29",
  "18446744073709551615": "18446744073709551615",
  "2001-01-01": "2001-01-01 00:00:00 +0000 UTC",
  "2001-1-5": "2001-01-05 00:00:00 +0000 UTC",
  "2001-12-14 1:9:43.500": "2001-12-14 01:09:43.5 +0000 UTC",
  "2001-12-14T01:02:03Z": "2001-12-14 01:02:03 +0000 UTC",
  "2001-12-14 25:9:43": "2001-12-14 25:9:43",
  "2001-02-30": "2001-02-30",
  "3.3.2": "3.3.2",
  "0o8": "0o8",
  "-0": "0",
  "-0.0": "-0",
  "1_0.5": "10.5",
  ".5": "0.5",
  "1.": "1",
  _1: "_1",
  "+0o17": "15",
  "0_17": "15",
  "-0x10": "-16",
  "12345678.0": "1.2345678e+07",
  "1234567.5": "1.2345675e+06",
  "123456.0": "123456",
  "1e20": "1e+20",
  "0.1e-3": "0.0001",
};

test.each(Object.entries(SEEN))("%s", (written, got) => {
  expect(passed(written)).toBe(got);
});

test("in a map, without quotes and without a variable of compose", () => {
  const environment = ["A: 0o17", 'B: "0o17"', "C: !!str 017", "D: $X", "E: 017$X"];
  const { value } = imported(compose({ environment }), { environment: { X: "017" } });
  expect(value["airflow"]?.["environment"]).toEqual({ A: "15", B: "0o17", C: "017", D: "017", E: "017017" });
});

test("in a list all is text", () => {
  const worker = ["command: celery worker", "environment: [AIRFLOW__CORE__EXECUTOR=CeleryExecutor, A=017]"];
  expect(imported(compose({ workers: { worker } })).value["airflow"]?.["environment"]).toEqual({ A: "017" });
});
