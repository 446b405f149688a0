import { repositoryOf } from "../../../lib/gcp/identities/repository";

const DIGEST = `@sha256:${"0".repeat(64)}`;

test.each([
  [
    `europe-west3-docker.pkg.dev/acme-data/airflow/airflow${DIGEST}`,
    { project: "acme-data", location: "europe-west3", name: "airflow" },
  ],
  [
    `europe-docker.pkg.dev/acme-data/team/deep/er/airflow${DIGEST}`,
    { project: "acme-data", location: "europe", name: "team" },
  ],
  [
    `us-docker.pkg.dev/example.com/acme/images/airflow${DIGEST}`,
    { project: "example.com:acme", location: "us", name: "images" },
  ],
  [`gcr.io/acme-data/airflow${DIGEST}`, { project: "acme-data", location: "us", name: "gcr.io" }],
  [`eu.gcr.io/acme-data/airflow${DIGEST}`, { project: "acme-data", location: "europe", name: "eu.gcr.io" }],
])("%s is in a repository of Google's", (image, repository) => {
  expect(repositoryOf(image)).toEqual(repository);
});

test.each([
  "redis:8",
  "apache/airflow:3.3.2",
  `registry.test/acme-data/airflow/airflow${DIGEST}`,
  "docker.pkg.dev/a/b/c",
])("%s is not", (image) => {
  expect(repositoryOf(image)).toBeUndefined();
});
