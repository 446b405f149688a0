import { existsSync } from "node:fs";
import { join } from "node:path";
import { lockFile } from "../../../lib/aws/image/image-lock";
import { fileOf } from "../../aws/said";
import { BUILD, ImageScene, NAME, TAG } from "../../support/image-scene";
import { fails, says } from "../../support/programs";

const scene = new ImageScene();
beforeAll(() => scene.open());
afterAll(() => scene.close());
beforeEach(() => scene.begin());

describe("is refused, and the old lock stays", () => {
  const old = "the old lock";
  beforeEach(() => {
    scene.checkout.write(lockFile("acme"), old);
  });
  afterEach(() => {
    expect(scene.lock()).toBe(old);
    expect(existsSync(join(scene.checkout.root, `${lockFile("acme")}.next`))).toBe(false);
  });

  test.each<[what: string, file: string, words: string]>([
    ["no build", fileOf(), "configs/acme.yaml: airflow.image names a finished image, registry.test/airflow@sha256:"],
    [
      "another target",
      "target: docker\nairflow: { version: '3.3.2' }\nworkers: { main: { queues: [default] } }",
      "no file in configs/ has target: aws-ecs",
    ],
    ["a bad file", fileOf(BUILD, "region: here"), "configs/acme.yaml:"],
    [
      "what is not there",
      fileOf(
        'airflow: { version: "3.3.2", image: { build: { context: ./other, requirements: ./r.txt, secretArgs: { t: { file: ./t } } } } }',
      ),
      "airflow.image.build.context: ./other does not exist: make it, or name another\nairflow.image.build.requirements: ./r.txt does not exist: make it, or name another\nairflow.image.build.secretArgs.t: ./t does not exist: make it, or name another",
    ],
  ])("%s", async (_, file, words) => {
    scene.checkout.write("configs/acme.yaml", file);
    await expect(scene.run()).rejects.toThrow(words);
    expect(scene.ecr.calls).toEqual([]);
  });

  test.each<[what: string, answers: Record<string, string>, words: string]>([
    [
      "an engine that does not answer",
      { "version *": fails("Cannot connect to the Docker daemon") },
      "no Docker engine answers (Cannot connect to the Docker daemon): start Docker, or set DOCKER_HOST to one that runs",
    ],
    [
      "a build that fails",
      { "build *": fails("pip: no such package") },
      "the build failed; its last lines:\n  pip: no such package",
    ],
    [
      "an image for another processor",
      { "image inspect *": says("linux/arm64 null") },
      "the image is for linux/arm64, and architecture: x86_64 is linux/amd64; look at its FROM",
    ],
    [
      "another Airflow in it",
      { "run *": says("3.3.1") },
      "the image has Airflow 3.3.1, and airflow.version is 3.3.2; its Dockerfile gets the version as the argument AIRFLOW_VERSION",
    ],
    [
      "no Airflow in it",
      { "run *": fails("No package metadata was found") },
      "the image has no Airflow that its python knows; build on apache/airflow, see examples/image",
    ],
    [
      "a push that is denied",
      { "push *": fails("denied: User is not authorized to perform ecr:PutImage") },
      "the registry does not let these credentials push: denied: User is not authorized to perform ecr:PutImage (rights: docs/aws-ecs.md)",
    ],
    ["a push that breaks off", { "push *": fails("EOF") }, `${NAME}:${TAG}: EOF`],
    [
      "a push after which nothing is there",
      { "push *": ":" },
      `${NAME}:${TAG} was pushed, and the registry does not have it; push again`,
    ],
  ])("%s", async (_, answers, words) => {
    scene.engine(answers);
    await expect(scene.run()).rejects.toThrow(words);
  });

  test("no Docker at all", async () => {
    scene.programs.isMissing("docker");
    await expect(scene.run()).rejects.toThrow("the program docker was not found");
    expect(scene.ecr.calls).toEqual([]);
  });
});
