import { hostFiles, hostUnits, startCommands } from "../../../lib/gcp/machines/host-files";

const contentOf = (files: readonly { path: string; content: string }[], path: string) =>
  files.find((file) => file.path === path)?.content;

test("a machine is told of what kind it is, and how long it keeps its logs", () => {
  expect(contentOf(hostFiles("worker", 3), "/var/lib/airflow-cdktf/machine.env")).toBe("MACHINE=worker\nLOG_DAYS=3\n");
});

test("every script that another one reads in is delivered", () => {
  const files = hostFiles("master");
  const named = files.flatMap(({ content }) =>
    [...content.matchAll(/^for part in (.+); do$/gm)].flatMap(([, parts]) => parts?.split(" ") ?? []),
  );
  expect(named).toContain("stages");
  for (const part of named) expect(contentOf(files, `/var/lib/airflow-cdktf/${part}.sh`)).toBeDefined();
});

test("every program that a unit starts is delivered, and started by bash: nothing there can be executed", () => {
  for (const kind of ["master", "worker"] as const)
    for (const { content } of hostUnits(kind)) {
      const [, command] = /^ExecStart=-?(.+)$/m.exec(content) ?? [];
      if (command === undefined) continue;
      expect(command).toMatch(/^\/bin\/bash \/var\/lib\/airflow-cdktf\/[a-z]+\.sh$/);
      expect(contentOf(hostFiles(kind), command.replace("/bin/bash ", ""))).toBeDefined();
    }
});

const names = (kind: "master" | "worker") =>
  hostUnits(kind).map(({ path }) => path.replace("/etc/systemd/system/", ""));

test("the master has a data disk", () => {
  expect(names("master")).toEqual([
    "airflow-agent.service",
    "airflow-disk.service",
    "airflow-tidy.service",
    "airflow-tidy.timer",
  ]);
});

test("a worker answers its group's health check", () => {
  expect(names("worker")).toEqual([
    "airflow-agent.service",
    "airflow-health.socket",
    "airflow-health@.service",
    "airflow-tidy.service",
    "airflow-tidy.timer",
  ]);
});

test("cloud-init starts them without waiting for them", () => {
  expect(startCommands("worker")).toEqual([
    "systemctl daemon-reload",
    "systemctl start --no-block airflow-agent.service airflow-tidy.timer airflow-health.socket",
  ]);
  expect(startCommands("master").join()).not.toContain("health");
});
