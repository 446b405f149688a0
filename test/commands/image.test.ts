import { readFileSync } from "node:fs";
import { fileOf } from "../aws/said";
import { BUILD, ID, ImageScene, NAME, TAG } from "../support/image-scene";
import { fails, says } from "../support/programs";

const scene = new ImageScene();
beforeAll(() => scene.open());
afterAll(() => scene.close());
beforeEach(() => scene.begin());

test("builds, pushes, and writes the digest that the registry answers beside the file", async () => {
  const { code, lines } = await scene.run();
  const digest = scene.add();
  const reference = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/airflow/acme@${digest}`;
  expect(code).toBe(0);
  expect(JSON.parse(scene.lock() ?? "")).toEqual({
    image: reference,
    architecture: "x86_64",
    airflow: "3.3.2",
    inputs: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(lines).toEqual([
    "step: repository airflow/acme of account 123456789012 in eu-central-1",
    "step: building for linux/amd64; the first time takes minutes",
    `step: pushing airflow/acme:${TAG}`,
    `plain: configs/acme.image.json names ${reference}`,
    "plain: Commit it, and deploy: npx cdktf deploy acme",
  ]);
});

test("Docker builds for the stack's processor, and asks the image for its Airflow without a network", async () => {
  await scene.run();
  const reference = `${scene.registry.host}/${NAME}:${TAG}`;
  expect(scene.dockers().slice(3)).toEqual([
    "docker build --platform linux/amd64 --tag acme-airflow:3.3.2 --build-arg AIRFLOW_VERSION=3.3.2 ROOT/image",
    expect.stringMatching(/^docker image inspect /),
    `docker run --rm --network none --platform linux/amd64 --entrypoint python ${ID} -c import importlib.metadata as m; print(m.version("apache-airflow"))`,
    `docker tag ${ID} ${reference}`,
    `docker push ${reference}`,
    `docker rmi ${reference}`,
  ]);
});

test("the registry's token is in a file that goes, and the engine is the one of the user's context", async () => {
  await scene.run();
  const [host = "", ...config] = readFileSync(scene.pushed, "utf8").trim().split(" ");
  expect(host).toBe("unix:///run/other.sock");
  const auth = Buffer.from("AWS:token-of-ecr").toString("base64");
  expect(JSON.parse(config.join(" "))).toEqual({ auths: { [scene.registry.host]: { auth } } });
  expect(scene.dockers().join()).not.toContain("token-of-ecr");
});

test("the same image again is not pushed: its tag cannot be set twice", async () => {
  scene.add();
  await scene.run();
  expect(scene.dockers().filter((call) => /^docker (push|tag)/.test(call))).toEqual([]);
  expect(scene.lock()).toBeDefined();
});

test("arguments, secrets as files, and requirements on top of a folder's own image", async () => {
  const build =
    "build: { context: ./image, requirements: ./more.txt, args: { REVISION: 'a b' }, secretArgs: { token: { file: ./token } } }";
  scene.checkout.write("configs/acme.yaml", fileOf(`airflow: { version: "3.3.2", image: { ${build} } }`));
  scene.checkout.write("more.txt", "openpyxl");
  scene.checkout.write("token", "secret-of-the-build");
  await scene.run();
  const [base, own] = scene.dockers().filter((call) => call.startsWith("docker build "));
  expect(base).toBe(
    "docker build --platform linux/amd64 --tag acme-airflow:3.3.2-base --build-arg AIRFLOW_VERSION=3.3.2 --build-arg REVISION=a b --secret id=token,src=ROOT/token ROOT/image",
  );
  const requirements = Buffer.from("openpyxl").toString("base64");
  expect(own).toContain(`--build-arg BASE=acme-airflow:3.3.2-base --build-arg REQUIREMENTS=${requirements} `);
  expect(own).toMatch(/programs\/requirements$/);
});

test("requirements alone go on the release's own image", async () => {
  scene.checkout.write(
    "configs/acme.yaml",
    fileOf('airflow: { version: "3.3.2", image: { build: { requirements: ./more.txt } } }'),
  );
  scene.checkout.write("more.txt", "openpyxl");
  await scene.run();
  expect(scene.dockers().filter((call) => call.includes("--build-arg BASE=apache/airflow:3.3.2 "))).toHaveLength(1);
});

test("several stacks: one must be named, and only its lock is written", async () => {
  scene.checkout.write("configs/beta.yaml", fileOf(BUILD, 'webserver: { baseUrl: "https://beta.example.com" }'));
  await expect(scene.run()).rejects.toThrow(
    "several stacks have target: aws-ecs; name one: npm run image with one of acme, beta",
  );
  await expect(scene.run("gamma")).rejects.toThrow('no stack "gamma" in configs/; known: acme, beta');
  await scene.run("acme");
  expect(scene.lock()).toBeDefined();
  expect(scene.lock("beta")).toBeUndefined();
});

describe("another processor than the engine's", () => {
  const arm = () => scene.checkout.write("configs/acme.yaml", fileOf(BUILD, "architecture: arm64"));

  test("is said where the engine cannot run it", async () => {
    arm();
    scene.engine({ "build *": fails("exec /bin/sh: exec format error") });
    await expect(scene.run()).rejects.toThrow(
      "this engine is linux/amd64 and cannot run programs for linux/arm64: build on",
    );
  });

  test("an image that cannot be run here says its Airflow by its environment", async () => {
    arm();
    scene.add({ os: "linux", architecture: "arm64" });
    scene.engine({
      "image inspect *": says('linux/arm64 ["AIRFLOW_VERSION=3.3.2"]'),
      "run *": fails("exec format error"),
    });
    await scene.run();
    expect(JSON.parse(scene.lock() ?? "")).toMatchObject({ architecture: "arm64", airflow: "3.3.2" });
  });
});

describe("a Docker without the plug-in buildx", () => {
  const secrets =
    'airflow: { version: "3.3.2", image: { build: { context: ./image, secretArgs: { t: { file: ./t } } } } }';
  const without = (version: string) =>
    scene.engine({ "buildx version": fails("no such command"), "version *": says(`${version} linux/amd64`) });

  test("builds without secrets", async () => {
    without("28.2.2");
    expect((await scene.run()).code).toBe(0);
  });

  test("cannot give secrets to a build", async () => {
    without("28.2.2");
    scene.checkout.write("t", "x");
    scene.checkout.write("configs/acme.yaml", fileOf(secrets));
    await expect(scene.run()).rejects.toThrow("airflow.image.build.secretArgs: this Docker has no BuildKit");
  });

  test("and before version 23 has BuildKit itself", async () => {
    without("20.10.24");
    scene.checkout.write("t", "x");
    scene.checkout.write("configs/acme.yaml", fileOf(secrets));
    expect((await scene.run()).code).toBe(0);
  });
});
