import { airflow, said } from "../said";

test.each([
  [
    "no image",
    ['airflow: { version: "3.3.2" }'],
    [
      "airflow.image: missing; name one with its digest: REPOSITORY@sha256:..., which docker buildx imagetools inspect apache/airflow:3.3.2 prints as Digest",
    ],
  ],
  [
    "an image by its tag",
    [airflow("image: 'acme/airflow:7'")],
    [
      "airflow.image: got acme/airflow:7, which may be another image tomorrow; write it with its digest: REPOSITORY@sha256:..., which docker buildx imagetools inspect acme/airflow:7 prints as Digest",
    ],
  ],
  [
    "an image that is built from a folder",
    [airflow("image: { build: { context: ./examples/image } }")],
    [
      "airflow.image: npm run image builds for aws-ecs only; run docker build --platform linux/amd64 --build-arg AIRFLOW_VERSION=3.3.2 -t europe-west3-docker.pkg.dev/acme-data/airflow/airflow:1 ./examples/image, then docker push europe-west3-docker.pkg.dev/acme-data/airflow/airflow:1, and write the digest that it prints: europe-west3-docker.pkg.dev/acme-data/airflow/airflow@sha256:...",
    ],
  ],
  [
    "an image that is built from packages",
    [airflow("image: { build: { requirements: ./requirements.txt } }")],
    [
      "airflow.image: npm run image builds for aws-ecs only; with a Dockerfile of FROM apache/airflow:3.3.2 that installs ./requirements.txt, run docker build --platform linux/amd64 --build-arg AIRFLOW_VERSION=3.3.2 -t europe-west3-docker.pkg.dev/acme-data/airflow/airflow:1 FOLDER, then docker push europe-west3-docker.pkg.dev/acme-data/airflow/airflow:1, and write the digest that it prints: europe-west3-docker.pkg.dev/acme-data/airflow/airflow@sha256:...",
    ],
  ],
  [
    "an image that is built in a project of an old domain",
    [airflow("image: { build: { context: ./examples/image } }"), "project: example.com:acme-data"],
    [
      "airflow.image: npm run image builds for aws-ecs only; run docker build --platform linux/amd64 --build-arg AIRFLOW_VERSION=3.3.2 -t europe-west3-docker.pkg.dev/example.com/acme-data/airflow/airflow:1 ./examples/image, then docker push europe-west3-docker.pkg.dev/example.com/acme-data/airflow/airflow:1, and write the digest that it prints: europe-west3-docker.pkg.dev/example.com/acme-data/airflow/airflow@sha256:...",
    ],
  ],
  [
    "an image of another registry",
    [airflow(`image: "acme/airflow@sha256:${"0".repeat(64)}"`)],
    [
      "airflow.image: machines pull it without a login, all from one address; Artifact Registry also takes private images, and has no limit of pulls",
    ],
  ],
  ["an image of the former registry", [airflow(`image: "eu.gcr.io/acme-data/airflow@sha256:${"0".repeat(64)}"`)], []],
  [
    "DAGs from git on 2.11",
    [airflow('version: "2.11.2"', 'dags: { git: "https://example.com/d.git" }')],
    [
      "gitSyncImage: missing: Airflow 2.11.2 cannot read https://example.com/d.git by itself; write the image of Kubernetes' git-sync, version 4, or use Airflow 3.x",
    ],
  ],
  [
    "DAGs from git on 2.11, with the program for it",
    [airflow('version: "2.11.2"', 'dags: { git: "https://example.com/d.git" }'), "gitSyncImage: git-sync:v4.4.2"],
    [],
  ],
  ["DAGs from a bucket, on both releases", [airflow("dags: { bucket: gs://acme-dags/airflow, every: 5m }")], []],
  [
    "DAGs from a bucket that is none",
    [airflow("dags: { bucket: acme-dags }")],
    ['airflow.dags.bucket: expected a folder of a bucket, such as gs://acme-dags/airflow, got "acme-dags"'],
  ],
  [
    "DAGs from a bucket and from git",
    [airflow('dags: { bucket: gs://acme-dags, git: "https://example.com/d.git" }')],
    ["airflow.dags: expected exactly one of folder:, git:, bucket: or image:, got { bucket, git }"],
  ],
  [
    "a branch of a bucket",
    [airflow("dags: { bucket: gs://acme-dags, ref: main }")],
    ['airflow.dags.ref: ref: goes with git: only, got "main"'],
  ],
])("%s", (_, entries, messages) => {
  expect(said(...entries)).toEqual(messages);
});
