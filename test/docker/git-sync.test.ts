// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed, uploadOf, variablesOf } from "../support/docker";
import { POOL } from "../support/reading";

const dags = (more = "") =>
  deployed(
    `airflow: { version: "2.11.2", dags: { git: 'https://example.com/d.git'${more} } }`,
    POOL,
    "docker: { gitSyncImage: 'git-sync:v4.4.2' }",
  );
const mount = { type: "volume", source: "${docker_volume.git.name}" };

test("a release without git bundles: one process keeps a volume equal to the repository", () => {
  const sync = containerOf(dags(), "git-sync");
  expect(sync.command).toEqual([
    "--repo=https://example.com/d.git",
    "--ref=main",
    "--period=60s",
    "--root=/git",
    "--link=current",
  ]);
  expect(sync.mounts).toEqual([{ ...mount, target: "/git" }]);
});

test("every Airflow process reads it and none writes it", () => {
  const json = dags(", subdir: air");
  for (const name of ["webserver-1", "scheduler-1", "dag-processor", "worker-main-1", "migration"])
    expect(containerOf(json, name).mounts).toContainEqual({ ...mount, target: "/opt/airflow/git", read_only: true });
  expect(variablesOf(containerOf(json, "dag-processor"))["AIRFLOW__CORE__DAGS_FOLDER"]).toBe(
    "/opt/airflow/git/current/air",
  );
});

test("a private repository's password is a file", () => {
  const credentials = ", ref: v2, every: 5m, credentials: { username: bot, password: { secret: token } }";
  const sync = containerOf(dags(credentials), "git-sync");
  expect(sync.command).toEqual(
    expect.arrayContaining(["--ref=v2", "--period=300s", "--username=bot", "--password-file=/run/secrets/password"]),
  );
  expect(uploadOf(sync, "/run/secrets/password")).toMatchObject({
    content: expect.stringContaining("secrets/token"),
    permissions: "0400",
  });
});
