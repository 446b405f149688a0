import { Identities } from "../../../lib/gcp/identities/identities";
import { readDags } from "../../../lib/gcp/workloads/dags-bucket";
import { gcpReading, gcpStack, STACK } from "../../support/gcp";

const rights = (dags: string) => {
  const { deployment } = gcpReading(`airflow: { version: "3.3.2", dags: ${dags} }`);
  const { resource } = gcpStack((stack) => {
    const identities = new Identities(stack, "identities", {
      stack: STACK,
      settings: deployment,
    });
    readDags(identities, deployment.airflow.dags);
  });
  return Object.values(resource["google_storage_bucket_iam_member"] ?? {}).map(({ bucket, role }) => [bucket, role]);
};

test("master and pools may read the bucket with the DAGs and look at it, and nothing more", () => {
  const each = [
    ["acme-dags", "roles/storage.objectViewer"],
    ["acme-dags", "roles/storage.legacyBucketReader"],
  ];
  expect(rights("{ bucket: gs://acme-dags/airflow }")).toEqual([...each, ...each]);
});

test("DAGs from elsewhere need no right", () => {
  expect(rights("{ image: /opt/airflow/dags }")).toEqual([]);
});
