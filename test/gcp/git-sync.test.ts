import { gitSync } from "../../lib/gcp/git-sync";
import { gcpReading } from "../support/gcp";
import { runOf, valuesOf } from "../support/gcp-documents";

const REPOSITORY = "https://example.com/dags.git";

function unit(more = "") {
  const { dags } = gcpReading(`airflow: { version: "2.11.2", dags: { git: "${REPOSITORY}"${more} } }`).deployment
    .airflow;
  return gitSync({
    dags,
    repository: REPOSITORY,
    image: "registry.test/git-sync:v4",
    plain: {},
    password: [{ secret: "token" }],
  });
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
