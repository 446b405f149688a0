import { type ContainerProps, container } from "../../../lib/gcp/workloads/container";
import { runOf, valuesOf } from "../../support/gcp-documents";

const least: ContainerProps = {
  name: "flower",
  description: "Airflow: 100% flower",
  stage: "airflow",
  image: "registry.test/a:1",
  command: ["celery", "flower"],
  mounts: [],
  stopSeconds: 10,
};
const of = (more: Partial<ContainerProps> = {}) => container({ ...least, ...more });
const value = (key: string, more: Partial<ContainerProps> = {}) => valuesOf(of(more).text, key);

test("a process is started again after any end, for ever", () => {
  expect([value("Type"), value("Restart"), value("RestartSec"), value("StartLimitIntervalSec")]).toEqual([
    ["exec"],
    ["always"],
    ["5"],
    ["0"],
  ]);
});

test("a stop waits for the process, then for Docker, before systemd kills", () => {
  const more = { stopSeconds: 3600 };
  expect(value("ExecStop", more)).toEqual(['-sh -c "exec docker stop -t 3615 flower > /dev/null 2>&1"']);
  expect(value("TimeoutStopSec", more)).toEqual(["3645"]);
  expect(runOf(of(more))).toContain("--stop-timeout=3615");
});

test("only a process with tasks inside drains", () => {
  expect([of({ drains: true }).drainSeconds, of().drainSeconds]).toEqual([10, 0]);
});

test("a container that was left behind goes first, without a word", () => {
  expect(value("ExecStartPre")).toEqual(['-sh -c "exec docker rm --force flower > /dev/null 2>&1"']);
});

test("folders are made before, for Airflow's user to write to", () => {
  expect(value("ExecStartPre", { folders: ["/var/lib/airflow/logs"] })[0]).toBe(
    "mkdir -p -m 0775 /var/lib/airflow/logs",
  );
});

test("stores start before all others, and stop after them", () => {
  expect(value("After")).toEqual([
    "docker.service network-online.target airflow-metadata-database.service airflow-broker.service",
  ]);
  expect(value("After", { stage: "store" })).toEqual(["docker.service network-online.target"]);
});

test("what has data on the data disk does not start without it", () => {
  expect(value("AssertPathIsMountPoint", { onDataDisk: true })).toEqual(["/mnt/disks/airflow"]);
  expect(value("AssertPathIsMountPoint")).toEqual([]);
});

test("a one-shot counts as done after its end, is not started again, and needs no stop", () => {
  const more = { runs: "once" } as const;
  expect([value("Type", more), value("RemainAfterExit", more), value("Restart", more)]).toEqual([
    ["oneshot"],
    ["yes"],
    [],
  ]);
  expect(value("ExecStop", more)).toEqual([]);
});

test("a start may take as long as it does, unless there is a most", () => {
  expect(value("TimeoutStartSec")).toEqual(["infinity"]);
  expect(value("TimeoutStartSec", { runs: "once", mostSeconds: 900 })).toEqual(["900"]);
});

test("a unit with a timer runs at its time and can run again", () => {
  const unit = of({ stage: "timer", timer: { at: "*-*-* 03:30:00 UTC" } });
  expect(unit.timer).toBe("[Unit]\nDescription=Airflow: 100%% flower\n\n[Timer]\nOnCalendar=*-*-* 03:30:00 UTC\n");
  expect([valuesOf(unit.text, "Type"), valuesOf(unit.text, "RemainAfterExit")]).toEqual([["oneshot"], []]);
  expect(of().timer).toBeUndefined();
});

test("containers before it run one after the other, with the unit's own variables", () => {
  const unit = of({ first: [{ name: "take", image: "registry.test/b:1", command: ["go"], mounts: [] }] });
  const [clean, first] = valuesOf(unit.text, "ExecStartPre");
  expect(clean).toContain("docker rm --force take flower");
  expect(first).toContain("--name=take");
  expect(first).toContain("--env-file=/run/airflow-cdktf/current/flower/environment");
});

test("secrets are files, in whatever order they came", () => {
  const { environment, secrets } = of({
    plain: { A: "1" },
    secret: { TOKEN: [{ secret: "t" }] },
    secretFiles: { password: [{ secret: "p" }] },
  });
  expect(environment).toEqual({ A: "1" });
  expect(secrets).toEqual({ "environment/TOKEN": [{ secret: "t" }], password: [{ secret: "p" }] });
});

test("a process that heeds the signal has not failed", () => {
  expect(value("SuccessExitStatus")).toEqual(["143"]);
});
