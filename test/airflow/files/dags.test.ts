import { bucketParts, dagVariables, syncSeconds, syncsDags } from "../../../lib/airflow/files/dags";
import type { Release } from "../../../lib/airflow/releases/release";
import { releaseOf } from "../../../lib/airflow/releases/version";
import type { AirflowPart } from "../../../lib/deployment/schema/airflow";

type Dags = AirflowPart["dags"];

function release(version: string): Release {
  const found = releaseOf(version);
  if (found === undefined) throw new Error(version);
  return found;
}
const [two, three] = [release("2.11.2"), release("3.3.2")];
const git = "https://example.com/acme/dags.git";
const FOLDER = "AIRFLOW__CORE__DAGS_FOLDER";

test.each<[string, Dags, Release, string]>([
  ["a folder of the host", { folder: "./dags" }, three, "/opt/airflow/dags"],
  ["a folder of the image", { image: "/srv/dags" }, three, "/srv/dags"],
  ["a folder of the image", { image: "/srv/dags" }, two, "/srv/dags"],
  ["git on 2.11, kept by git-sync", { git }, two, "/opt/airflow/git/current"],
  ["a bucket on 2.11, kept by the target", { bucket: "gs://acme-dags/a" }, two, "/opt/airflow/git/current"],
  ["git on 2.11, a folder of it", { git, subdir: "air/dags" }, two, "/opt/airflow/git/current/air/dags"],
])("%s", (_, dags, from, folder) => {
  expect(dagVariables(dags, from)).toEqual({ [FOLDER]: folder });
});

const bundle = (dags: Dags): unknown =>
  JSON.parse(dagVariables(dags, three)["AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST"] ?? "");

test("git on 3.x is a bundle of Airflow's own", () => {
  expect(Object.keys(dagVariables({ git }, three))).toEqual(["AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST"]);
  expect(bundle({ git })).toEqual([
    {
      name: "dags",
      classpath: "airflow.providers.git.bundles.git.GitDagBundle",
      kwargs: { repo_url: git, tracking_ref: "main", refresh_interval: 60 },
    },
  ]);
});

test("a private repository is named by its connection, which holds the address and the password", () => {
  const credentials = { password: { secret: "token" } };
  expect(bundle({ git, ref: "v2", subdir: "dags", every: 300, credentials })).toEqual([
    {
      name: "dags",
      classpath: "airflow.providers.git.bundles.git.GitDagBundle",
      kwargs: { git_conn_id: "airflow_cdktf_dags", tracking_ref: "v2", subdir: "dags", refresh_interval: 300 },
    },
  ]);
});

test("over SSH the bundle is ours, and the connection has the address", () => {
  const dags = { git: "git@example.com:d.git", credentials: { sshKey: { secret: "k" }, knownHosts: "h ssh-rsa A" } };
  expect(bundle(dags)).toEqual([
    {
      name: "dags",
      classpath: "airflow_cdktf.git_over_ssh.SshDagBundle",
      kwargs: { git_conn_id: "airflow_cdktf_dags", tracking_ref: "main", refresh_interval: 60 },
    },
  ]);
});

test("a bucket on 3.x is a bundle of Airflow's own, read as whom the target says", () => {
  expect(bundle({ bucket: "gs://acme-dags/airflow/dags/", every: 300 })).toEqual([
    {
      name: "dags",
      classpath: "airflow.providers.google.cloud.bundles.gcs.GCSDagBundle",
      kwargs: {
        gcp_conn_id: "airflow_cdktf_dags",
        bucket_name: "acme-dags",
        prefix: "airflow/dags/",
        refresh_interval: 300,
      },
    },
  ]);
});

test("a whole bucket has no prefix", () => {
  expect(bucketParts("gs://acme-dags")).toEqual({ name: "acme-dags", prefix: "" });
  expect(bundle({ bucket: "gs://acme-dags" })).toMatchObject([{ kwargs: { bucket_name: "acme-dags" } }]);
  expect(JSON.stringify(bundle({ bucket: "gs://acme-dags" }))).not.toContain("prefix");
});

test("the target keeps a copy where the release has no bundles and the DAGs come from elsewhere", () => {
  const ways: readonly Dags[] = [{ git }, { bucket: "gs://acme-dags" }, { image: "/srv/dags" }, { folder: "./dags" }];
  expect(ways.map((dags) => syncsDags(dags, two))).toEqual([true, true, false, false]);
  expect(ways.map((dags) => syncsDags(dags, three))).toEqual([false, false, false, false]);
});

test("how often git-sync asks", () => {
  expect([syncSeconds({ git }), syncSeconds({ git, every: 300 })]).toEqual([60, 300]);
});
