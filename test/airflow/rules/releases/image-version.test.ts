import { imageVersion } from "../../../../lib/airflow/rules/releases/image-version";
import { deployment } from "../deployment";

const said = (image: unknown, version = "3.3.2") =>
  imageVersion(deployment({}, { version, image })).map(({ path, message }) => `${path.join(".")}: ${message}`);

const DIGEST = `sha256:${"a".repeat(64)}`;

test.each(
  (
    [
      ["apache/airflow:3.3.2"],
      ["apache/airflow:3.3.2-python3.12"],
      [`docker.io/apache/airflow:3.3.2@${DIGEST}`],
      [`apache/airflow@${DIGEST}`],
      ["apache/airflow:3.4.0b2", "3.4.0"],
      ["apache/airflow:3.4.0rc1-python3.12", "3.4.0"],
      ["acme/airflow:2.10.5"],
      ["registry.test/apache/airflow:2.10.5"],
      ["apache/airflow-plus:7"],
      [undefined],
      [{ build: { context: "./image" } }],
    ] as [image: unknown, version?: string][]
  ).map(([given, version = "3.3.2"]) => [given, version] as const),
)("%j fits %s", (image, version) => {
  expect(said(image, version)).toEqual([]);
});

test.each(
  (
    [
      [
        "apache/airflow:2.10.5",
        "apache/airflow:2.10.5 holds Airflow 2.10.5, and version: says 3.3.2; write apache/airflow:3.3.2",
      ],
      [
        "docker.io/apache/airflow:2.11.2-python3.11",
        'docker.io/apache/airflow:2.11.2-python3.11 holds Airflow 2.11.2, and version: says 3.3.2; write apache/airflow:3.3.2-python3.11, or version: "2.11.2"',
      ],
      [
        `apache/airflow:3.3.1@${DIGEST}`,
        `apache/airflow:3.3.1@${DIGEST} holds Airflow 3.3.1, and version: says 3.3.2; write apache/airflow:3.3.2, or version: "3.3.1"`,
      ],
      [
        "apache/airflow:3.3.2",
        'apache/airflow:3.3.2 holds Airflow 3.3.2, and version: says 2.11.2; write apache/airflow:2.11.2, or version: "3.3.2"',
        "2.11.2",
      ],
      [
        "apache/airflow:slim-3.3.2",
        "got apache/airflow:slim-3.3.2, whose slim images have no Celery, no users and no database's client; write apache/airflow:3.3.2",
      ],
      [
        "apache/airflow:slim-latest-python3.12",
        "got apache/airflow:slim-latest-python3.12, whose slim images have no Celery, no users and no database's client; write apache/airflow:3.3.2-python3.12",
      ],
      [
        "apache/airflow:latest-python3.12",
        "got apache/airflow:latest-python3.12, whose tag does not say one release of Airflow; write apache/airflow:3.3.2-python3.12",
      ],
      [
        "apache/airflow:3.3",
        "got apache/airflow:3.3, whose tag does not say one release of Airflow; write apache/airflow:3.3.2",
      ],
    ] as [image: string, message: string, version?: string][]
  ).map(([given, message, version = "3.3.2"]) => [given, message, version] as const),
)("%s is refused: %s", (image, message, version) => {
  expect(said(image, version)).toEqual([`airflow.image: ${message}`]);
});
