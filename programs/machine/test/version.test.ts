import { type Machine, machines } from "./bash";

const machine = machines();
const PARTS = ["common", "units", "turns", "stages", "version"];
const PLAN = "store broker a 0\ngate migration a 0\nairflow scheduler a 0\nairflow webserver a 0\ntimer dump a 0\n";

function master(version: string, next: string, from = ""): Machine {
  const made = machine()
    .write("run/wanted", "next")
    .write("run/current/plan", PLAN)
    .write("run/next/version", `${next}\n`)
    .write("run/next/upgrade-from", from)
    .command("docker")
    .command("sync")
    .command("journalctl", "echo why")
    .command("systemctl", "[[ $1 != show ]] || printf 'Type=oneshot\\nActiveState=active\\n'");
  for (const name of ["scheduler", "webserver", "dump", "migration"]) made.write(`units/airflow-${name}.service`, "");
  return version === "" ? made : made.write("data/version", `${version}\n`);
}

const check = (made: Machine) => made.run(PARTS, 'check_version "$RUN/next"');
const leave = (made: Machine) =>
  made.run(PARTS, 'readlink() { echo generations/now; }; leave_version next "3.3.1 3.3.2"');

test("a first deployment has no version to leave", () => {
  expect(check(master("", "3.3.2")).status).toBe(0);
});

test("the same version is no change, whatever upgradeFrom still says", () => {
  expect(check(master("3.3.2", "3.3.2", "3.3.1\n")).status).toBe(0);
});

test("another version is refused with what to write", () => {
  const made = master("3.3.1", "3.3.2");
  expect(check(made).status).toBe(3);
  expect(made.read("run/state")).toContain(
    'message: Airflow 3.3.2 is asked for and 3.3.1 runs here: write upgradeFrom: "3.3.1" for an upgrade, or airflow.version: "3.3.1"\n',
  );
});

test("another version than the one that may be left is refused too", () => {
  expect(check(master("3.2.0", "3.3.2", "3.3.1\n")).status).toBe(3);
});

test("a version that may be left is let go", () => {
  expect(check(master("3.3.1", "3.3.2", "3.3.1\n")).status).toBe(0);
});

test("a worker compares with what it runs, or ran before it was rebooted", () => {
  const worker = (path: string) =>
    machine("worker").write("run/next/version", "3.3.2\n").write("run/next/upgrade-from", "").write(path, "3.3.1\n");
  expect(check(worker("run/current/version")).status).toBe(3);
  expect(check(worker("kept/version")).status).toBe(3);
});

test("first no new tasks, then no old worker, then nothing that writes, then a dump", () => {
  const made = master("3.3.1", "3.3.2");
  expect(leave(made).status).toBe(0);
  expect(made.calls.filter((call) => /^(systemctl (stop|start)|docker)/.test(call))).toEqual([
    "systemctl stop airflow-scheduler.service",
    "docker exec --workdir /opt/airflow-cdktf webserver python -m airflow_cdktf_gcp.quiet",
    "systemctl stop airflow-dump.service airflow-scheduler.service airflow-webserver.service",
    "systemctl start airflow-dump.service",
  ]);
});

test("a dump is made once for a change, however often it is tried", () => {
  const made = master("3.3.1", "3.3.2");
  made.run(PARTS, 'dump_before "3.3.1 3.3.2"; dump_before "3.3.1 3.3.2"');
  expect(made.calls.filter((call) => call === "systemctl start airflow-dump.service")).toHaveLength(1);
});

test("where the dump fails, what ran is started again and the change is refused", () => {
  const made = master("3.3.1", "3.3.2");
  made.command(
    "systemctl",
    "[[ $1 != show ]] || printf 'Type=oneshot\\nActiveState=active\\n'; [[ $* != 'start airflow-dump.service' ]]",
  );
  expect(leave(made).status).toBe(3);
  expect(made.calls).toContain("systemctl start --no-block airflow-scheduler.service");
  expect(made.read("run/state")).toContain(
    "message: the database could not be dumped, so that Airflow stays at 3.3.1; another try: systemctl restart airflow-agent\n",
  );
});

test("the wait for old workers ends when something newer is wanted", () => {
  const made = master("3.3.1", "3.3.2");
  made.command("docker", "sleep 5").write("run/wanted", "newer");
  expect(leave(made).status).toBe(75);
});

test("after the migration the data disk says which version it has", () => {
  const made = master("3.3.1", "3.3.2").write("run/current/version", "3.3.2\n").write("data/upgrading", "3.3.1 3.3.2");
  made.run(PARTS, "keep_version");
  expect(made.read("data/version")).toBe("3.3.2\n");
  expect(made.has("data/upgrading")).toBe(false);
});
