import { machines } from "./bash";

const machine = machines();

test("a state is what the guest attribute holds: generation, state, since when, message, last lines", () => {
  const made = machine().write("run/generation", "0123456789ab");
  made.run(["common"], `say failed $'two\\nlines ' $'first\\nlast'`);
  expect(made.read("run/state")).toMatch(
    /^generation: 0123456789ab\nstate: failed\nsince: \d{10}\nmessage: two lines\nlog:\nfirst\nlast\n$/,
  );
});

test("a machine that knows no generation yet says so with a dash", () => {
  const made = machine();
  made.run(["common"], "say starting x");
  expect(made.read("run/state")).toMatch(/^generation: -\n/);
});

test("the time of a state stays while only its message changes", () => {
  const made = machine();
  made.run(["common"], `say applying one; sed -i 's/^since: .*/since: 7/' "$RUN/state"; say applying two`);
  expect(made.read("run/state")).toContain("since: 7\nmessage: two\n");
});

test("the time of a state begins anew with another state", () => {
  const made = machine();
  made.run(["common"], `say applying one; sed -i 's/^since: .*/since: 7/' "$RUN/state"; say healthy two`);
  expect(made.read("run/state")).not.toContain("since: 7\n");
});

test("of a long log only the last whole lines are published, without colours", () => {
  const made = machine();
  made.run(["common"], `say failed x "$(for i in {1..400}; do printf '\\033[31m%s 세계 세계 세계\\n' "$i"; done)"`);
  const log = made.read("run/state").split("log:\n")[1] ?? "";
  expect(Buffer.byteLength(log)).toBeLessThanOrEqual(3073);
  expect(log).toMatch(/^\[31m\d+ 세계 세계 세계\n/);
  expect(log).toMatch(/400 세계 세계 세계\n$/);
});

test("a notice, as a clock that is not right, goes with every message", () => {
  const made = machine().write("run/notice-clock", "the clock is not synchronised");
  made.run(["common"], "say healthy fine");
  expect(made.read("run/state")).toContain("message: fine; the clock is not synchronised\n");
});

test("what may mend itself is no failure at first", () => {
  const made = machine();
  made.run(["common"], "trouble 'the master is away' log");
  expect(made.read("run/state")).toMatch(
    /state: applying\nsince: \d+\nmessage: waits: the master is away\nlog:\nlog\n/,
  );
});

test("what should have mended itself by now is a failure", () => {
  const made = machine();
  made.run(["common"], "trouble away; trouble away", { PATIENCE: "0" });
  expect(made.read("run/state")).toContain("state: failed\n");
});

test("a failure is shown until a new try has ended", () => {
  const made = machine();
  made.run(["common"], "failure broken; progress applying 'tries again'");
  expect(made.read("run/state")).toContain("message: broken\n");
});

test("another generation, or a drain, supersedes what is being done", () => {
  const made = machine().write("run/wanted", "aaa");
  const script =
    'superseded aaa || printf no; superseded bbb && printf yes; : > "$RUN/drain"; superseded aaa && printf yes';
  expect(made.run(["common"], script).stdout).toBe("noyesyes");
});
