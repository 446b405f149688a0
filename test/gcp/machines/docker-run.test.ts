import { dockerRun } from "../../../lib/gcp/machines/docker-run";

const least = {
  name: "flower",
  image: "registry.test/a:1",
  command: ["celery", "flower"],
  mounts: [],
  stopSeconds: 25,
};

test("a container has the machine's network, no privilege, and is gone when it ends", () => {
  const words = dockerRun(least);
  expect(words.slice(0, 2)).toEqual(["docker", "run"]);
  expect(words).toEqual(
    expect.arrayContaining(["--rm", "--network=host", "--security-opt=no-new-privileges", "--cap-drop=ALL"]),
  );
  expect(words.slice(-3)).toEqual(["registry.test/a:1", "celery", "flower"]);
});

test("an image is never pulled by a unit", () => {
  expect(dockerRun(least)).toContain("--pull=never");
});

test("variables and secrets are files of the generation that runs, none is a word of the command", () => {
  const words = dockerRun(least);
  expect(words).toContain("--env-file=/run/airflow-cdktf/current/flower/environment");
  expect(words).toContain(
    "--mount=type=bind,source=/run/airflow-cdktf/current/flower/secrets,target=/run/secrets,readonly",
  );
  expect(words.filter((word) => /^(-e|--env)(=|$)/.test(word))).toEqual([]);
});

test("a container that runs before another has the other's variables and secrets", () => {
  const words = dockerRun({ ...least, name: "dump-take", unit: "dump" });
  expect(words).toContain("--name=dump-take");
  expect(words).toContain("--env-file=/run/airflow-cdktf/current/dump/environment");
});

test("what is mounted can be written to only where that is said", () => {
  const words = dockerRun({
    ...least,
    mounts: [
      { source: "/a", target: "/b" },
      { source: "/c,d", target: '/e"f', writable: true },
    ],
  });
  expect(words).toContain("--mount=type=bind,source=/a,target=/b,readonly");
  expect(words).toContain('--mount=type=bind,"source=/c,d","target=/e""f"');
});

test("a health check and limits where there are some", () => {
  const health = { command: "ask", interval: 2, timeout: 30, retries: 3, startPeriod: 300 };
  expect(dockerRun({ ...least, health, cpu: 1.5, memoryMiB: 512 })).toEqual(
    expect.arrayContaining([
      "--health-cmd=ask",
      "--health-interval=2s",
      "--health-timeout=30s",
      "--health-retries=3",
      "--health-start-period=300s",
      "--cpus=1.5",
      "--memory=512m",
    ]),
  );
  expect(dockerRun(least).join(" ")).not.toMatch(/--health|--cpus|--memory/);
});

test("another user, another program and a capability are said", () => {
  const words = dockerRun({ ...least, user: "0:0", entrypoint: "sh", capabilities: ["CHOWN"], options: ["--x=1"] });
  expect(words).toEqual(expect.arrayContaining(["--user=0:0", "--entrypoint=sh", "--cap-add=CHOWN", "--x=1"]));
});

test("its log files are few, and a stop waits as long as it should", () => {
  expect(dockerRun(least)).toEqual(
    expect.arrayContaining(["--log-opt=max-size=10m", "--log-opt=max-file=3", "--stop-timeout=25"]),
  );
});
