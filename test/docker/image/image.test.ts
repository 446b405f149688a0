// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { existsSync } from "node:fs";
import { join } from "node:path";
import { containerOf, deployed, PROJECT } from "../../support/docker";
import { airflow, POOL } from "../../support/reading";

const images = (image: string) => {
  const json = deployed(airflow(`image: ${image}`), POOL);
  const { "broker-image": _, "metadata-database-image": __, ...own } = json.resource["docker_image"] ?? {};
  return { own, used: containerOf(json, "worker-main-1").image };
};

test("the official image of the release is pulled, and no image is ever removed: other stacks may run it", () => {
  expect(deployed().resource["docker_image"]).toEqual({
    "airflow-image": { name: "apache/airflow:3.3.2", keep_locally: true },
    "broker-image": { name: "redis:8", keep_locally: true },
    "metadata-database-image": { name: "postgres:17", keep_locally: true },
  });
});

test("a container is made from the image's own digest, so that a rebuilt tag replaces it", () => {
  expect(images("acme/airflow:7")).toEqual({
    own: { "airflow-image": { name: "acme/airflow:7", keep_locally: true } },
    used: "${docker_image.airflow-image.image_id}",
  });
});

test("a build from a folder of the project; the digest of its files rebuilds it", () => {
  const build =
    "{ build: { context: ./examples/image, args: { A: '${x}' }, secretArgs: { pip: { secret: pip-conf } } } }";
  expect(images(build).own).toEqual({
    "airflow-image": {
      name: "acme-airflow:3.3.2",
      keep_locally: true,
      build: {
        context: "../../.././examples/image",
        build_args: { AIRFLOW_VERSION: "3.3.2", A: "$${x}" },
        // Mounted while it runs, never part of the image or of its history.
        secrets: [{ id: "pip", src: "../../../secrets/pip-conf" }],
      },
      triggers: {
        context:
          '${sha256(join("", [for f in fileset("../../.././examples/image", "**") : "${f}:${filesha256("../../.././examples/image/${f}")}" if !can(regex("^(cdktf[.]out|[.]cdktf[.]out[.]next.*|state|secrets|node_modules|[.]git)/", f))]))}',
      },
    },
  });
});

test("a Dockerfile of another name and one stage of it; another one builds the image again", () => {
  const build = "{ build: { context: ., dockerfile: docker/Dockerfile.prod, target: airflow } }";
  expect(images(build).own["airflow-image"]).toMatchObject({
    build: { context: "../../../.", dockerfile: "docker/Dockerfile.prod", target: "airflow" },
    triggers: { dockerfile: "docker/Dockerfile.prod", target: "airflow" },
  });
});

const REQUIREMENTS = '${filebase64("../../../requirements.txt")}';

test("requirements alone: our own Dockerfile on the release's image", () => {
  const { own } = images("{ build: { requirements: requirements.txt } }");
  expect(own).toEqual({
    "airflow-image": {
      name: "acme-airflow:3.3.2",
      keep_locally: true,
      build: {
        context: expect.stringMatching(/^assets\/docker-host_requirements_[0-9A-F]{8}\/[0-9A-F]{32}$/),
        build_args: { BASE: "apache/airflow:3.3.2", REQUIREMENTS },
      },
      triggers: {
        requirements: '${sha256(filebase64("../../../requirements.txt"))}',
        recipe: expect.stringMatching(/^[0-9A-F]{32}$/),
        base: "apache/airflow:3.3.2",
      },
    },
  });
  expect(existsSync(join(PROJECT, "programs/requirements/Dockerfile"))).toBe(true);
});

test("both: the folder's image first, the requirements on top of it", () => {
  const { own, used } = images("{ build: { context: ./examples/image, requirements: requirements.txt } }");
  expect(Object.keys(own)).toEqual(["airflow-base-image", "airflow-image"]);
  expect(own).toMatchObject({
    "airflow-base-image": { name: "acme-airflow:3.3.2-base", build: { context: "../../.././examples/image" } },
    "airflow-image": {
      build: { build_args: { BASE: "acme-airflow:3.3.2-base", REQUIREMENTS } },
      triggers: { base: "${docker_image.airflow-base-image.image_id}" },
    },
  });
  expect(used).toBe("${docker_image.airflow-image.image_id}");
});
