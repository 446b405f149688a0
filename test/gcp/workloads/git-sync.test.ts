import { gitSync } from "../../../lib/gcp/workloads/git-sync";
import { gcpReading } from "../../support/gcp";
import { runOf, valuesOf } from "../../support/gcp-documents";

const REPOSITORY = "https://example.com/dags.git";

function unit(more = "", git = REPOSITORY) {
  const { dags } = gcpReading(`airflow: { version: "2.11.2", dags: { git: "${git}"${more} } }`).deployment.airflow;
  const images = { image: "registry.test/git-sync:v4", airflowImage: "registry.test/airflow:2" };
  return gitSync({ dags, repository: git, ...images, plain: {}, secret: [{ secret: "token" }] });
}

test("it keeps a link to the current commit in a folder of the machine", () => {
  const words = runOf(unit());
  expect(words).toEqual(
    expect.arrayContaining([
      `--repo=${REPOSITORY}`,
      "--ref=main",
      "--period=60s",
      "--root=/git",
      "--link=current",
      "--mount=type=bind,source=/var/lib/airflow/dags,target=/git",
    ]),
  );
  expect(valuesOf(unit().text, "ExecStartPre")).toContain("mkdir -p -m 0775 /var/lib/airflow/dags");
});

test("branch and pace are the file's", () => {
  expect(runOf(unit(", ref: release, every: 5m"))).toEqual(expect.arrayContaining(["--ref=release", "--period=300s"]));
});

test("a password is a file, and only where the repository wants one", () => {
  const closed = unit(", credentials: { username: ops, password: { secret: token } }");
  expect(runOf(closed)).toEqual(expect.arrayContaining(["--username=ops", "--password-file=/run/secrets/password"]));
  expect(closed.secrets).toEqual({ password: [{ secret: "token" }] });
  expect(unit().secrets).toEqual({});
});

test("it runs before Airflow, as root, whose folder it is", () => {
  expect(unit().stage).toBe("store");
  expect(runOf(unit())).toContain("--user=0:0");
});

test("a key is checked and written anew for root alone before git-sync starts, and the host is checked", () => {
  const credentials = ", credentials: { sshKey: { secret: key }, knownHosts: 'example.com ssh-rsa A' }";
  const made = unit(credentials, "git@example.com:d.git");
  const mount = "source=/run/airflow-git-key,target=/run/git-key";
  expect(runOf(made)).toEqual(
    expect.arrayContaining([
      "--repo=git@example.com:d.git",
      "--ssh-key-file=/run/git-key/ssh-key",
      "--ssh-known-hosts",
      "--ssh-known-hosts-file=/opt/airflow-cdktf/known_hosts",
      `--mount=type=bind,${mount},readonly`,
    ]),
  );
  const before = valuesOf(made.text, "ExecStartPre").join("\n");
  expect(before).toContain("mkdir -p -m 0775 /run/airflow-git-key");
  expect(before).toMatch(
    /--name=git-sync-key .*registry\.test\/airflow:2 -m airflow_cdktf\.ssh_key \/run\/secrets\/ssh-key \/run\/git-key\/ssh-key/,
  );
  expect(made.secrets).toEqual({ "ssh-key": [{ secret: "token" }] });
  expect(made.environment).toEqual({
    GIT_SSH_COMMAND: "ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o ConnectTimeout=20",
    PYTHONPATH: "/opt/airflow-cdktf",
  });
});
