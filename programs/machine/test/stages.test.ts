import { type Machine, machines } from "./bash";

const machine = machines();
const PARTS = ["common", "units", "turns", "stages"];

/** A machine that runs the generation `old`, with everything of it active. */
function running(kind: "master" | "worker", old: string, next: string, systemctl = ""): Machine {
  const made = machine(kind)
    .write("run/wanted", "next")
    .write("run/generations/old/plan", old)
    .write("run/generations/next/plan", next)
    .command("docker")
    .command(
      "systemctl",
      `[[ $1 != is-active ]] || { shift; for unit; do [[ $unit == *.timer ]] && echo inactive || echo active; done; exit 0; }\n${systemctl}`,
    );
  for (const line of old.trim().split("\n")) {
    const [stage, name, digest] = line.split(" ");
    made.write(`run/applied/${name}`, `${digest} old\n`).write(`units/airflow-${name}.service`, "old");
    if (stage === "timer") made.write(`units/airflow-${name}.timer`, "old");
  }
  made.run([], 'ln -s generations/old "$RUN/current"; mkdir -p "$RUN"/generations/{old,next}/units');
  return made;
}

const OLD = "store broker a 0\ngate migration a 0\nairflow scheduler a 0\nairflow flower a 0\ntimer dump a 0\n";
const stops = ({ calls }: Machine) => calls.filter((call) => call.startsWith("systemctl stop"));
const stopOld = 'stop_old next $(changed "$RUN/generations/next/plan"; gone "$RUN/generations/next/plan")';

test("what has not changed is not stopped", () => {
  const made = running("master", OLD, OLD);
  expect(made.run(PARTS, stopOld).status).toBe(0);
  expect(stops(made)).toEqual([]);
});

test("of one unit that has changed only that one is stopped", () => {
  const made = running("master", OLD, OLD.replace("scheduler a", "scheduler b"));
  made.run(PARTS, stopOld);
  expect(stops(made)).toEqual(["systemctl stop airflow-scheduler.service"]);
});

test("stages stop in reverse, and what left the plan stops too", () => {
  const made = running("master", OLD, "store broker b 0\ngate migration b 0\nairflow scheduler b 0\ntimer dump a 0\n");
  made.run(PARTS, stopOld);
  expect(stops(made)).toEqual([
    "systemctl stop airflow-scheduler.service airflow-flower.service",
    "systemctl stop airflow-migration.service",
    "systemctl stop airflow-broker.service",
  ]);
});

test("the work of a timer that has changed is finished, that of one that left is not", () => {
  const changed = running("master", OLD, OLD.replace("dump a", "dump b"));
  changed.run(PARTS, stopOld);
  expect(stops(changed)).toEqual(["systemctl stop airflow-dump.timer"]);
  const left = running("master", OLD, OLD.replace("timer dump a 0\n", ""));
  left.run(PARTS, stopOld);
  expect(stops(left)).toContain("systemctl stop airflow-dump.service");
});

test("a unit is forgotten before it is stopped: whoever comes after a power cut starts it anew", () => {
  const made = running("master", OLD, OLD.replace("scheduler a", "scheduler b"), "exit 1");
  expect(made.run(PARTS, stopOld).status).not.toBe(0);
  expect(made.has("run/applied/scheduler")).toBe(false);
});

const POOL = "gate gate a 0\nairflow worker-gpu a 3600\n";

test("a worker is stopped on its turn, and the machine says that it drains", () => {
  const made = running("worker", POOL, POOL.replaceAll(" a ", " b "));
  expect(made.run(PARTS, stopOld).status).toBe(0);
  const turn = made.calls.indexOf("docker exec worker-gpu python /opt/airflow-cdktf/airflow_cdktf_turn.py take");
  expect(turn).toBeGreaterThan(-1);
  expect(made.calls.indexOf("systemctl stop airflow-worker-gpu.service")).toBeGreaterThan(turn);
  expect(made.read("run/state")).toContain("state: draining\n");
});

test("while others have the turn the worker works on, until something newer is wanted", () => {
  const made = running("worker", POOL, POOL.replaceAll(" a ", " b "));
  made.command("docker", `printf newer > "$RUN/wanted"; exit 75`);
  expect(made.run(PARTS, stopOld, { TURN_SECONDS: "0" }).status).toBe(75);
  expect(stops(made)).toEqual([]);
  expect(made.read("run/state")).toContain("message: waits for its turn: other workers of the pool drain\n");
});

test("where nobody can tell whose turn it is, the change goes on", () => {
  const made = running("worker", POOL, POOL.replaceAll(" a ", " b "));
  made.command("docker", "exit 69");
  expect(made.run(PARTS, stopOld, { TURN_SECONDS: "0" }).status).toBe(0);
  expect(stops(made)).toContain("systemctl stop airflow-worker-gpu.service");
});

test("a worker that does not run needs no turn", () => {
  const made = running("worker", POOL, POOL.replaceAll(" a ", " b "));
  made.command("systemctl", "[[ $1 != is-active ]] || { echo failed; echo inactive; exit 3; }");
  made.run(PARTS, stopOld);
  expect(made.calls.some((call) => call.startsWith("docker"))).toBe(false);
  expect(stops(made)).toEqual([]);
});

test("a move changes `current` and systemd's texts, and takes away what left; the machine's own units stay", () => {
  const made = running("master", OLD, OLD)
    .write("units/airflow-agent.service", "own")
    .write("units/airflow-health@.service", "own")
    .write("run/generations/next/units/airflow-broker.service", "new");
  expect(made.run(PARTS, "move next; move next").status).toBe(0);
  expect(made.read("units/airflow-broker.service")).toBe("new");
  expect(made.has("units/airflow-flower.service")).toBe(false);
  expect(made.has("units/airflow-dump.timer")).toBe(false);
  expect(made.has("units/airflow-agent.service")).toBe(true);
  expect(made.has("units/airflow-health@.service")).toBe(true);
  expect(made.run([], 'readlink "$RUN/current"').stdout).toBe("generations/next\n");
});

const show = (text: string) => `[[ $1 != show ]] || printf '${text}\\n'`;
const WELL = show("Type=oneshot\\nActiveState=active");

test("a stage is over when all of its units are ready, and each remembers what it was started with", () => {
  const made = running("master", OLD, OLD, WELL);
  made.run([], 'rm "$RUN/applied/migration"');
  expect(made.run(PARTS, "start_stage next gate").status).toBe(0);
  expect(made.calls).toContain("systemctl start --no-block airflow-migration.service");
  expect(made.read("run/applied/migration")).toBe("a old\n");
});

test("a unit that runs already is not started again", () => {
  const made = running("master", OLD, OLD, WELL);
  made.run(PARTS, "start_stage next gate");
  expect(made.calls.some((call) => call.startsWith("systemctl start"))).toBe(false);
});

test("a unit that fails ends the stage, with its name and last lines", () => {
  const made = running("master", OLD, OLD, show("Type=oneshot\\nActiveState=failed\\nResult=exit-code"));
  made.command("journalctl", "echo why");
  expect(made.run(PARTS, "start_stage next gate").status).toBe(1);
  expect(made.read("run/state")).toMatch(
    /state: failed\nsince: \d+\nmessage: airflow-migration.service has failed \(exit-code\)\nlog:\nwhy\n/,
  );
});

test("a worker's gate that fails waits for the master", () => {
  const made = running("worker", POOL, POOL, show("Type=oneshot\\nActiveState=failed\\nResult=exit-code"));
  made.command("journalctl");
  expect(made.run(PARTS, "start_stage next gate").status).toBe(1);
  expect(made.read("run/state")).toContain(
    "message: waits: airflow-gate.service has failed (exit-code); the master is not ready\n",
  );
});

test("waiting ends when something newer is wanted, but not in the middle of a migration", () => {
  const script = 'printf newer > "$RUN/wanted"; start_stage next gate';
  const activating = show("Type=oneshot\\nActiveState=activating");
  expect(running("worker", POOL, POOL, activating).run(PARTS, script).status).toBe(75);
  const once = `${activating.replace("activating", "active")}; [[ $1 != show || -f $RUN/asked ]] || { : > "$RUN/asked"; printf 'ActiveState=activating\\n'; }`;
  expect(running("master", OLD, OLD, once).run(PARTS, script).status).toBe(0);
});

test("generations whose files a running container may read stay", () => {
  const made = running("master", OLD, OLD).write("run/generations/older/plan", "").write("run/documents/older/x", "");
  made.run(PARTS, 'ln -sfn generations/next "$RUN/current"; remove_generations next');
  expect(made.has("run/generations/old")).toBe(true);
  expect(made.has("run/generations/older")).toBe(false);
  expect(made.has("run/documents/older")).toBe(false);
});
