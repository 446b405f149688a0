import { flag, simpleCommands, words } from "../../lib/compose/words";

test.each([
  ["celery worker -q a,b", ["celery", "worker", "-q", "a,b"]],
  [`bash -c "airflow db init && airflow webserver"`, ["bash", "-c", "airflow db init && airflow webserver"]],
  ['a \'b c\'d "e\\"f" g\\ h', ["a", "b cd", 'e"f', "g h"]],
  ["a&&b; c\nd", ["a", "&&", "b", ";", "c", ";", "d"]],
  ["", []],
])("%s", (line, expected) => {
  expect(words(line)).toEqual(expected);
});

test("a script in a shell is its commands", () => {
  const script = "airflow db migrate &&\n exec airflow celery worker \\\n  -c 4 | tee log";
  const expected = [
    ["airflow", "db", "migrate"],
    ["exec", "airflow", "celery", "worker", "-c", "4"],
    ["tee", "log"],
  ];
  expect(simpleCommands(["/bin/bash", "-ec", script])).toEqual(expected);
  expect(simpleCommands(["bash", "-c", "one"])).toEqual([["one"]]);
  expect(simpleCommands(["celery", "-c", "one two"])).toEqual([["celery", "-c", "one two"]]);
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
