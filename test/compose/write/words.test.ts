import { flag, words } from "../../../lib/compose/write/words";

test.each([
  ["celery worker -q a,b", ["celery", "worker", "-q", "a,b"]],
  [`bash -c "airflow db init && airflow webserver"`, ["bash", "-c", "airflow db init && airflow webserver"]],
  ['a \'b c\'d "e\\"f" g\\ h', ["a", "b cd", 'e"f', "g h"]],
  ["a&&b; c\nd", ["a", "&&", "b", ";", "c", ";", "d"]],
  ["", []],
])("%s", (line, expected) => {
  expect(words(line)).toEqual(expected);
});

test.each([
  [["-q", "a"], "a"],
  [["--queues", "a"], "a"],
  [["--queues=a,b"], "a,b"],
  [["-qa"], "a"],
  [["--quiet", "a"], undefined],
])("%j", (args, expected) => {
  expect(flag(args, "-q", "--queues")).toBe(expected);
});
