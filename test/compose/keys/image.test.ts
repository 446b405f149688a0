import { compose, imported, refusals } from "../importing";

test.each([
  ["apache/airflow:3.3.2", undefined],
  ["docker.io/apache/airflow:3.3.2", undefined],
  ["apache/airflow:3.3.2-python3.12", "apache/airflow:3.3.2-python3.12"],
  ["apache/airflow:slim-3.3.2", undefined],
  ["apache/airflow:slim-3.3.2-python3.12", "apache/airflow:3.3.2-python3.12"],
  ["registry.example.com/apache/airflow:3.3.2", "registry.example.com/apache/airflow:3.3.2"],
])("%s", (image, expected) => {
  expect(imported(compose({ image })).value["airflow"]).toEqual({
    version: "3.3.2",
    ...(expected === undefined ? {} : { image: expected }),
  });
});

test("somebody's own image with the version that is asked for", () => {
  const { value } = imported(compose({ image: "acme/airflow:7" }), { asked: { airflow: "3.3.2" } });
  expect(value["airflow"]).toEqual({ version: "3.3.2", image: "acme/airflow:7" });
});

test("the image of most services runs them all, said", () => {
  const { value, report } = imported(
    compose({ workers: { worker: ["command: celery worker", "image: acme/airflow-gpu:2"] } }),
  );
  expect(value["airflow"]).toEqual({ version: "3.3.2" });
  expect(report.left).toEqual([
    "docker-compose.yml:15 services.worker.image: service worker ran acme/airflow-gpu:2; all processes run one image, now apache/airflow:3.3.2: build one that has what both need",
  ]);
});

const built = (
  build: string,
  files: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
) => imported(compose({ image: "acme/airflow:7", all: [`build: ${build}`] }), { files, environment });

test.each([
  ["FROM apache/airflow:3.3.2\n"],
  ["# syntax\nFROM --platform=linux/amd64 apache/airflow:3.3.2-python3.12 AS base\n"],
  ["ARG AIRFLOW_VERSION=3.3.2\nFROM apache/airflow:$AIRFLOW_VERSION\n"],
])("a build, its version of the Dockerfile %j", (dockerfile) => {
  expect(built("./image", { "image/Dockerfile": dockerfile }).value["airflow"]).toEqual({
    version: "3.3.2",
    image: { build: { context: "./image" } },
  });
});

test("build arguments, secret ones, and what a build has not", () => {
  const { value, secrets, report } = built(
    "{ context: ., dockerfile: deploy/Airflow.Dockerfile, target: prod, args: { AIRFLOW_VERSION: 3.3.2, REVISION: 42, PIP_TOKEN: abc }, cache_from: [a] }",
  );
  expect(value["airflow"]?.["image"]).toEqual({
    build: {
      context: "./",
      dockerfile: "deploy/Airflow.Dockerfile",
      target: "prod",
      args: { REVISION: "42" },
      secretArgs: { PIP_TOKEN: { secret: "acme-pip-token" } },
    },
  });
  expect(secrets).toEqual([{ path: "secrets/acme-pip-token", content: "abc" }]);
  expect(report.left).toEqual([
    "docker-compose.yml:5 x-common.build.cache_from: the build has no cache_from; what it needs must stand in the Dockerfile",
  ]);
});

test("packages that containers installed at their start are part of the image", () => {
  const { value, files } = imported(
    compose({
      environment: [
        `_PIP_ADDITIONAL_REQUIREMENTS: "pandas==2.3.3 'apache-airflow-providers-http>=5' --extra-index-url https://pip.example.com/simple"`,
      ],
    }),
  );
  expect(value["airflow"]).toEqual({
    version: "3.3.2",
    image: { build: { requirements: "./configs/acme-requirements.txt" } },
  });
  expect(files).toEqual([
    {
      path: "configs/acme-requirements.txt",
      content: "pandas==2.3.3\napache-airflow-providers-http>=5\n--extra-index-url https://pip.example.com/simple\n",
    },
  ]);
});

test("an address with a password is not written into requirements", () => {
  const { files, report } = imported(
    compose({ environment: ["_PIP_ADDITIONAL_REQUIREMENTS: --index-url https://me:pw@pip.example.com x"] }),
  );
  expect(files).toEqual([]);
  expect(report.left.join()).toMatch(/the packages come from an address with a password/);
});

test("flags of pip that a file of requirements does not take are left out and listed", () => {
  const { files, report } = imported(
    compose({
      environment: [
        "_PIP_ADDITIONAL_REQUIREMENTS: --upgrade pandas --no-cache-dir --timeout 60 -i https://pip.example.com --pre -c /c.txt 'dbt-core[a]>=1' --progress-bar=off",
      ],
      workers: { gpu: ["command: celery worker", "environment: { _PIP_ADDITIONAL_REQUIREMENTS: torch pandas }"] },
    }),
  );
  expect(files.map(({ content }) => content)).toEqual([
    "pandas\n-i https://pip.example.com\n--pre\ndbt-core[a]>=1\ntorch\n",
  ]);
  const place = "docker-compose.yml:5 x-common.environment._PIP_ADDITIONAL_REQUIREMENTS: ";
  const why = "; a flag of pip that a file of requirements does not take; pip's usual way is right for an image";
  expect(report.left).toEqual([
    `${place}--upgrade${why}`,
    `${place}--no-cache-dir${why}`,
    `${place}--timeout${why}`,
    `${place}-c; packages are installed against the constraints of the release`,
    `${place}--progress-bar${why}`,
  ]);
});

test("nothing but flags is no file", () => {
  const { files, value } = imported(compose({ environment: ["_PIP_ADDITIONAL_REQUIREMENTS: --no-cache-dir"] }));
  expect([files, value["airflow"]]).toEqual([[], { version: "3.3.2" }]);
});

test("an image that does not say that it holds the version", () => {
  const said = (image: string) =>
    imported(compose({ image }), { asked: { airflow: "3.3.2" } }).report.changed.filter((line) =>
      /must hold/.test(line),
    );
  expect(said("acme/airflow:2.9.3")).toEqual([
    "docker-compose.yml:2 x-common.image: acme/airflow:2.9.3 must hold Airflow 3.3.2, which its tag does not say; `docker run --rm --entrypoint airflow acme/airflow:2.9.3 version` prints what it holds",
  ]);
  expect(said("acme/airflow:3.3.2-7")).toEqual([]);
});

test("a build from an address is refused, without the password in it", () => {
  expect(
    refusals(compose({ all: ["build: https://me:hush@git.example.com/a.git"] }), { asked: { airflow: "3.3.2" } }),
  ).toEqual([
    "docker-compose.yml:5 x-common.build: the image is built from https://git.example.com/a.git; clone that and write its folder as context",
  ]);
});

test.each([
  ["./image", "../Dockerfile.airflow"],
  ["./image", "/srv/Dockerfile"],
])("a Dockerfile outside of its context %s is listed: %s", (context, dockerfile) => {
  const { value, report } = built(
    `{ context: ${context}, dockerfile: ${dockerfile}, args: { AIRFLOW_VERSION: 3.3.2 } }`,
  );
  expect(value["airflow"]?.["image"]).toEqual({ build: { context } });
  expect(report.left).toEqual([
    "docker-compose.yml:5 x-common.build.dockerfile: the Dockerfile lies outside of the build's context; move it into that folder and write airflow.image.build.dockerfile",
  ]);
});
