// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { containerOf, deployed, uploadOf, variablesOf } from "../../support/docker";
import { POOL } from "../../support/reading";

const dags = (more = "", git = "https://example.com/d.git") =>
  deployed(
    `airflow: { version: "2.11.2", dags: { git: '${git}'${more} } }`,
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

const OVER_SSH = ", credentials: { sshKey: { secret: key }, knownHosts: 'example.com ssh-rsa AAAA' }";

test("a key is a file that root alone may read, with a line's end, and the host is checked", () => {
  const sync = containerOf(dags(OVER_SSH, "ssh://git@example.com:2222/d.git"), "git-sync");
  expect(sync.command).toEqual(
    expect.arrayContaining([
      "--repo=ssh://git@example.com:2222/d.git",
      "--ssh-key-file=/run/secrets/ssh-key",
      "--ssh-known-hosts",
      "--ssh-known-hosts-file=/run/secrets/known_hosts",
    ]),
  );
  expect(sync.command?.join(" ")).not.toContain("password");
  expect(variablesOf(sync)).toEqual({
    GIT_SSH_COMMAND: "ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o ConnectTimeout=20",
  });
  expect(uploadOf(sync, "/run/secrets/ssh-key")).toEqual({
    file: "/run/secrets/ssh-key",
    content: '${join("", [replace(local.git-key, "\\r\\n", "\\n"), "\\n"])}',
    permissions: "0400",
  });
  expect(uploadOf(sync, "/run/secrets/known_hosts").content).toBe("example.com ssh-rsa AAAA\n");
});

test("a key with a passphrase stops the plan", () => {
  const { lifecycle } = containerOf(dags(OVER_SSH, "git@example.com:d.git"), "git-sync");
  expect(lifecycle?.precondition).toHaveLength(1);
  // Terraform refuses a condition that refers to nothing.
  expect(lifecycle?.precondition?.[0]?.["condition"]).toContain("local.git-key");
  expect(lifecycle?.precondition?.[0]?.["error_message"]).toMatch(/without a passphrase/);
  expect(containerOf(dags(), "git-sync").lifecycle).toBeUndefined();
});

test("hosts of a file are read by Terraform", () => {
  const more = ", credentials: { sshKey: { file: ./key }, knownHosts: { file: ./LICENSE } }";
  const sync = containerOf(dags(more, "git@example.com:d.git"), "git-sync");
  expect(uploadOf(sync, "/run/secrets/known_hosts").content).toContain('file(pathexpand("../../.././LICENSE"))');
});

test("it is healthy when there is a copy", () => {
  expect(containerOf(dags(), "git-sync").healthcheck).toMatchObject({
    test: ["CMD", "git", "-C", "/git/current", "rev-parse", "HEAD"],
  });
});

test("on 3.x Airflow itself has the key, as a file of its own container", () => {
  const json = deployed(`airflow: { version: "3.3.2", dags: { git: 'git@example.com:d.git'${OVER_SSH} } }`, POOL);
  for (const name of ["dag-processor", "worker-main-1"]) {
    const process = containerOf(json, name);
    expect(uploadOf(process, "/run/secrets/environment/AIRFLOW_CONN_AIRFLOW_CDKTF_DAGS").content).toContain(
      "secrets/key",
    );
    expect(uploadOf(process, "/opt/airflow-cdktf/known_hosts").content).toBe("example.com ssh-rsa AAAA\n");
    expect(JSON.stringify(process.env)).not.toContain("private_key");
  }
});
