import { bucketParts } from "../../airflow/files/dags";
import type { AirflowPart } from "../../deployment/schema/airflow";
import type { Identities } from "../identities/identities";

/** The second is for a look at the bucket itself, which Airflow's bundle takes first and the first does not allow. */
const READ = ["roles/storage.objectViewer", "roles/storage.legacyBucketReader"];

/** Lets every kind of machine read the bucket with the DAGs, if they come from one. The bucket is somebody else's. */
export function readDags(identities: Identities, { bucket }: AirflowPart["dags"]): void {
  if (bucket === undefined) return;
  const { name } = bucketParts(bucket);
  for (const identity of identities.all) for (const role of READ) identity.grantBucket("dags", name, role);
}
