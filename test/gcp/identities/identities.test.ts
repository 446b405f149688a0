// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Identities } from "../../../lib/gcp/identities/identities";
import { type GcpJson, gcpReading, gcpStack, resourceOf, STACK } from "../../support/gcp";

const POOLS = "workers: { main: { queues: [default] }, gpu: { queues: [gpu], roles: [roles/bigquery.dataEditor] } }";

/** The identities of such a file, with what is asked of them. */
const identities = (ask: (made: Identities) => void, ...entries: readonly string[]): GcpJson =>
  gcpStack((stack) => {
    const { deployment } = gcpReading(POOLS, ...entries);
    const api = new ProjectService(stack, "iam", { service: "iam.googleapis.com" });
    api.overrideLogicalId("iam");
    const made = new Identities(stack, "identities", {
      stack: STACK,
      settings: deployment,
      after: [api],
    });
    ask(made);
    stack.addOverride(
      "output.rights.value",
      Object.fromEntries(made.all.map(({ member, rights }) => [member, rights.length])),
    );
  });

const RIGHTS = /_iam_member$/;
const WHO = /^\$\{google_service_account\.(.+)\.member\}$/;

/** `WHO ROLE WHERE` of every right. */
const rights = (json: GcpJson): string[] =>
  Object.entries(json.resource)
    .filter(([type]) => RIGHTS.test(type))
    .flatMap(([, all]) => Object.values(all))
    .map(({ member, role, bucket, repository, location, project }) => {
      const where = bucket ?? (repository === undefined ? project : `${project}/${location}/${repository}`);
      return `${WHO.exec(String(member))?.[1]} ${role} ${where}`;
    })
    .sort();

const EVERY = ["roles/logging.logWriter acme-data", "roles/monitoring.metricWriter acme-data"];
const of = (who: string, ...given: readonly string[]) => given.map((right) => `${who} ${right}`);
const usual = [
  ...of("gpu", ...EVERY, "roles/bigquery.dataEditor acme-data"),
  ...of("main", ...EVERY),
  ...of("master", ...EVERY),
].sort();
const json = identities(() => undefined);
const added = (ask: (made: Identities) => void, ...entries: readonly string[]) =>
  rights(identities(ask, ...entries)).filter((right) => !usual.includes(right));

test("every kind of machine has an account of its own, and no key of it is made", () => {
  expect(json.resource["google_service_account"]).toEqual(
    Object.fromEntries(
      ["master", "main", "gpu"].map((machine) => [
        machine,
        {
          account_id: `acme-${machine}`,
          display_name: `Airflow acme: ${machine}`,
          project: "acme-data",
          depends_on: ["google_project_service.iam"],
        },
      ]),
    ),
  );
  expect(json.resource["google_service_account_key"]).toBeUndefined();
});

test("machines write logs and metrics; a role of a pool is that pool's alone", () => {
  expect(rights(json)).toEqual(usual);
});

test("roles at the top of the file are the pools', and the master's for its triggerer", () => {
  expect(added(() => undefined, "roles: [roles/bigquery.jobUser]")).toEqual([
    "gpu roles/bigquery.jobUser acme-data",
    "main roles/bigquery.jobUser acme-data",
    "master roles/bigquery.jobUser acme-data",
  ]);
});

test("a role that is written twice, or that machines have anyway, is given once", () => {
  const twice = "roles: [roles/bigquery.dataEditor, roles/logging.logWriter]";
  expect(added(() => undefined, twice)).toEqual([
    "main roles/bigquery.dataEditor acme-data",
    "master roles/bigquery.dataEditor acme-data",
  ]);
});

test("all write logs of tasks to the one bucket", () => {
  expect(added((made) => made.grantLogs("acme-logs"))).toEqual([
    "gpu roles/storage.objectUser acme-logs",
    "main roles/storage.objectUser acme-logs",
    "master roles/storage.objectUser acme-logs",
  ]);
});

test("the master writes dumps and reads them, and cannot delete one", () => {
  expect(added((made) => made.grantBackups("acme-backups"))).toEqual([
    "master roles/storage.objectCreator acme-backups",
    "master roles/storage.objectViewer acme-backups",
  ]);
});

test("images of this project are pulled from their one repository, and those of others are no matter of ours", () => {
  const images = ["airflow/airflow", "airflow/mysql"].map((path) => `europe-west3-docker.pkg.dev/acme-data/${path}:1`);
  const others = ["europe-west3-docker.pkg.dev/other-data/airflow/airflow:1", "redis:8"];
  expect(added((made) => made.grantPull([...images, ...others]))).toEqual([
    "gpu roles/artifactregistry.reader acme-data/europe-west3/airflow",
    "main roles/artifactregistry.reader acme-data/europe-west3/airflow",
    "master roles/artifactregistry.reader acme-data/europe-west3/airflow",
  ]);
});

test("a role of the project's own is given like one of Google's", () => {
  expect(added((made) => made.grantProject(made.pool("main"), "projects/acme-data/roles/reports.reader"))).toEqual([
    "main projects/acme-data/roles/reports.reader acme-data",
  ]);
});

describe("a pool that may shrink", () => {
  const shrinking = identities((made) => {
    made.grantShrink("gpu");
    made.grantShrink("main");
  });

  test("has a role that can look at its group and autoscaler, and ask for a deletion", () => {
    expect(resourceOf(shrinking, "google_project_iam_custom_role", "shrink")).toMatchObject({
      role_id: "airflow.acme.shrink_${google_service_account.master.unique_id}",
      permissions: [
        "compute.autoscalers.get",
        "compute.instanceGroupManagers.get",
        "compute.instanceGroupManagers.update",
      ],
      depends_on: ["google_project_service.iam"],
    });
  });

  test("is the only one to have it", () => {
    const one = identities((made) => made.grantShrink("gpu"));
    expect(rights(one).filter((right) => right.includes("custom_role"))).toEqual([
      "gpu ${google_project_iam_custom_role.shrink.id} acme-data",
    ]);
  });

  test("shares the role with others", () => {
    expect(Object.keys(shrinking.resource["google_project_iam_custom_role"] ?? {})).toEqual(["shrink"]);
    expect(rights(shrinking).filter((right) => right.includes("custom_role")).length).toBe(2);
  });
});

test("nobody gets a role for which no pool asks", () => {
  expect(json.resource["google_project_iam_custom_role"]).toBeUndefined();
});

test("a machine can wait for all of its rights", () => {
  const all = identities((made) => {
    made.grantLogs("acme-logs");
    made.grantBackups("acme-backups");
    made.grantPull(["gcr.io/acme-data/airflow:1"]);
    made.grantShrink("gpu");
  });
  const member = (machine: string) => `\${google_service_account.${machine}.member}`;
  expect(all["output"]).toEqual({
    rights: { value: { [member("master")]: 6, [member("main")]: 4, [member("gpu")]: 6 } },
  });
});

test("a right's address says whose it is", () => {
  expect(Object.keys(json.resource["google_project_iam_member"] ?? {}).sort()).toEqual([
    "gpu_bigquery-dataEditor",
    "gpu_logging-logWriter",
    "gpu_monitoring-metricWriter",
    "main_logging-logWriter",
    "main_monitoring-metricWriter",
    "master_logging-logWriter",
    "master_monitoring-metricWriter",
  ]);
});
