import { machines } from "./bash";

const machine = machines();

/** Runs functions of agent.sh, which itself runs for ever. */
const agent = (script: string, made = machine("worker")) => {
  const body = `HERE='${__dirname}/..'; eval "$(sed -e '/^HERE=/d' -e '/^main$/d' "$HERE/agent.sh")"\n${script}`;
  return { made, ...made.run([], body) };
};

test("a machine that is told to drain stops everything, says so, and forgets what it ran", () => {
  const made = machine("worker")
    .write("run/drain", "1")
    .write("run/wanted", "g")
    .write("run/current/plan", "gate gate a 0\nairflow worker-gpu a 3600\n")
    .write("run/applied/worker-gpu", "a g\n")
    .write("units/airflow-worker-gpu.service", "")
    .write("units/airflow-gate.service", "")
    .command("systemctl");
  agent("reached=g; step; step; printf '%s' \"$reached\"", made);
  expect(made.calls).toEqual(["systemctl stop airflow-worker-gpu.service", "systemctl stop airflow-gate.service"]);
  expect(made.read("run/state")).toContain("state: drained\n");
  expect(made.has("run/applied/worker-gpu")).toBe(false);
});

test("a failed try is repeated after waits that double, up to five minutes", () => {
  const script = `/bin/bash() { return 1; }; uptime_seconds() { printf 0; }; for i in 1 2 3 4 5 6 7; do attempt g; printf '%s ' "$again"; done`;
  expect(agent(script).stdout).toMatch(/10 20 40 80 160 300 300 $/);
});

test("a refused generation is not tried again by itself, another one at once", () => {
  const script = `printf g > "$RUN/wanted"; attempt() { printf 'tried %s\\n' "$1"; tried=$1 again=99999999999; }; step; step; printf h > "$RUN/wanted"; step`;
  expect(agent(script).stdout).toBe("tried g\ntried h\n");
});

test("what ran before is applied again when what came after it is taken back: some of that may have started", () => {
  const made = machine("worker").write("run/wanted", "g").write("run/generation", "failed").write("run/trouble", "1");
  agent('/bin/bash() { printf "%s\\n" "$2" > "$RUN/applies"; }; reached=g tried=failed; step', made);
  expect(made.read("run/applies")).toBe("g\n");
  expect(made.read("run/state")).toMatch(/^generation: g\nstate: applying\n/);
  expect(made.has("run/trouble")).toBe(false);
});

test("what runs and is wanted is only looked at", () => {
  const made = machine("worker").write("run/wanted", "g").write("run/generation", "g").write("run/current/plan", "");
  agent('/bin/bash() { printf "%s\\n" "$2" > "$RUN/applies"; }; reached=g tried=g; step', made);
  expect(made.has("run/applies")).toBe(false);
  expect(made.read("run/state")).toMatch(/^generation: g\nstate: healthy\n/);
});

test("a new generation begins without the old one's trouble", () => {
  const made = machine("worker").write("run/trouble", "1").write("run/state", "generation: old\nstate: failed\n");
  agent("/bin/bash() { return 0; }; attempt new", made);
  expect(made.has("run/trouble")).toBe(false);
  expect(made.read("run/state")).toMatch(/^generation: new\nstate: applying\n/);
});

const LOOK = "airflow scheduler a 0\n";
const judged = (
  verdict: string,
  made = machine("worker").write("run/current/plan", LOOK).command("journalctl").command("systemctl"),
) => agent(`judge() { VERDICT=${verdict} REASON='is unhealthy'; }; look`, made).made.read("run/state");

test("a unit that fails later is told, and when all are well again", () => {
  expect(judged("broken")).toContain("message: airflow-scheduler.service is unhealthy\n");
  expect(judged("ready")).toContain("state: healthy\n");
});

test("a unit that starts anew is no news", () => {
  expect(judged("waiting")).toBe("");
});

/** What an agent does about user-data that was booted with and that is there now. */
function refreshed(booted: string | undefined, now: string, cloudInit = "exit 0") {
  const made = machine("worker")
    .write("run/taken/user-data", now)
    .command("cloud-init", cloudInit)
    .command("systemctl");
  if (booted !== undefined) made.write("booted", booted);
  const result = made.run(["common", "refresh"], "refresh; printf same", { BOOTED: `${made.folder}/booted` });
  return { made, ...result };
}

test("user-data that has changed since the boot is applied, and the agent ends to start anew", () => {
  const { made, stdout, status } = refreshed("a\n", "b\n");
  expect(status).toBe(0);
  expect(stdout).not.toContain("same");
  expect(made.calls).toEqual([
    `cloud-init single --name write_files --frequency always --file ${made.folder}/run/user-data`,
    "systemctl daemon-reload",
  ]);
});

test("a cloud-init before 24.1 takes the file before its word", () => {
  const { made, status } = refreshed("a\n", "b\n", "[[ $1 == --file ]]");
  expect(status).toBe(0);
  expect(made.calls).toEqual([
    `cloud-init single --name write_files --frequency always --file ${made.folder}/run/user-data`,
    `cloud-init --file ${made.folder}/run/user-data single --name write_files --frequency always`,
    "systemctl daemon-reload",
  ]);
});

test("user-data of the boot is left alone, whatever its last newline", () => {
  expect(refreshed("a", "a\n")).toMatchObject({ stdout: "same" });
});

test("what was applied once is not applied again", () => {
  const { made } = refreshed("a\n", "b\n");
  expect(made.run(["common", "refresh"], "refresh; printf same").stdout).toBe("same");
});

test("where cloud-init cannot, every message asks for a reboot", () => {
  const { made, stdout } = refreshed("a\n", "b\n", "exit 1");
  expect(stdout).toBe("same");
  expect(made.read("run/notice-user-data")).toBe("new user-data could not be applied: reboot this machine\n");
});

const clock = (timedatectl: string) => {
  const made = machine("worker").command("timedatectl", timedatectl);
  made.run(["common", "clock"], "command() { [[ $2 != chronyc ]]; }; wait_for_clock", { CLOCK_SECONDS: "0" });
  return made.read("run/notice-clock");
};

test("a clock that is not synchronised in time is told with every message", () => {
  expect(clock("[[ $* != *CanNTP* ]] && echo no || echo yes")).toBe("the clock is not synchronised\n");
});

test("one that is, or that nobody on this machine keeps, is no matter", () => {
  expect(clock("echo yes")).toBe("");
  expect(clock("echo no")).toBe("");
});
