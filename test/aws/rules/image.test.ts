import { DIGEST, said } from "../said";

test.each([
  [
    "no image",
    ["airflow: { version: '3.3.2' }"],
    [
      "airflow.image: missing; write image: { build: ... } and run npm run image, or name a finished one: REPOSITORY@sha256:..., which docker buildx imagetools inspect apache/airflow:3.3.2 prints as Digest",
    ],
  ],
  [
    "an image by its tag",
    ["airflow: { version: '3.3.2', image: 'acme/airflow:7' }"],
    [
      "airflow.image: got acme/airflow:7, which may be another image tomorrow; write it with its digest: REPOSITORY@sha256:..., which docker buildx imagetools inspect acme/airflow:7 prints as Digest",
    ],
  ],
  [
    "a secret of the build that lies in AWS",
    [
      "airflow: { version: '3.3.2', image: { build: { context: ., secretArgs: { a: { file: ./x }, b: { secret: y } } } } }",
    ],
    [
      "airflow.image.build.secretArgs.b: the image is built on the machine that runs npm run image, not in AWS; write { file: PATH }, outside of git",
    ],
  ],
  [
    "DAGs from git on 2.11",
    [`airflow: { version: '2.11.2', image: "${DIGEST}", dags: { git: 'https://example.com/d.git' } }`],
    [
      "airflow.dags.git: Airflow 2.11.2 cannot read a repository by itself, and no program does it here; put the DAGs into the image and write dags: { image: /opt/airflow/dags }, or use Airflow 3.x",
    ],
  ],
  [
    "DAGs from a bucket",
    [`airflow: { version: '3.3.2', image: "${DIGEST}", dags: { bucket: gs://acme-dags/airflow } }`],
    ["airflow.dags.bucket: a bucket is read on gcp-vms only; write git: REPOSITORY, or put the DAGs into the image"],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
