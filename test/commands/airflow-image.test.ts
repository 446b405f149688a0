import { file } from "../support/checkout";
import { fails, says } from "../support/programs";
import { change, type Scene, UpScene } from "../support/up-scene";

const scene = new UpScene();
const { checkout } = scene;
const image = { ...change("airflow-image", "create"), address: "docker_image.airflow-image", type: "docker_image" };
const ASKED =
  'docker run --rm --network none --entrypoint python IMAGE -c import importlib.metadata as m; print(m.version("apache-airflow"))';
afterAll(() => scene.end());

/** What `npm run up` says and does when its plan brings an image. */
async function brought(text: string, what: Scene = {}) {
  checkout.write("configs/acme.yaml", text);
  const { code, lines, did } = await scene.run({
    ...what,
    docker: { ...what.docker, "exec *": fails("No such container") },
    plan: [image, change("worker-main-1", "delete", "create")],
  });
  return { code, lines: lines.filter((line) => !line.startsWith("plain:")), did };
}

const named = file().replace('version: "3.3.2"', 'version: "3.3.2", image: "registry.example.com/data/airflow:7"');
const built = file().replace('version: "3.3.2"', 'version: "3.3.2", image: { build: { context: . } }');

test("an image that is there and right: one question, and a plan of what is left", async () => {
  const { code, did } = await brought(named, { docker: { "run *": says("3.3.2") } });
  expect(code).toBe(0);
  expect(did.slice(3, 7)).toEqual([
    "docker image inspect --format {{.Id}} registry.example.com/data/airflow:7",
    ASKED.replace("IMAGE", "registry.example.com/data/airflow:7"),
    "terraform plan -input=false -no-color -out=plan",
    "terraform show -json plan",
  ]);
});

test("an image with another Airflow: nothing is drained, nothing applied", async () => {
  const { code, lines, did } = await brought(named, { docker: { "run *": says("2.10.5") } });
  expect([code, lines]).toEqual([
    1,
    [
      "problem: acme: airflow.image: the image registry.example.com/data/airflow:7 has Airflow 2.10.5, and airflow.version is 3.3.2; write the image's version, or name an image that has 3.3.2. Nothing was changed",
    ],
  ]);
  expect(did.filter((call) => /exec|apply/.test(call))).toEqual([]);
});

test("an image without Airflow", async () => {
  const { lines } = await brought(file(), { docker: { "run *": fails("no module") } });
  expect(lines).toEqual([
    "problem: acme: airflow.image: the image apache/airflow:3.3.2 has no Airflow that its python knows, and airflow.version is 3.3.2; write the image's version, or name an image that has 3.3.2. Nothing was changed",
  ]);
});

test("an image that is not there is pulled by Docker's client, which knows the logins", async () => {
  const { code, lines, did } = await brought(named, {
    docker: { "image inspect *": fails("No such image"), "run *": says("3.3.2") },
  });
  expect([code, lines[0]]).toEqual([0, "step: pulling registry.example.com/data/airflow:7"]);
  expect(did).toContain("docker pull --quiet registry.example.com/data/airflow:7");
});

test("an image that cannot be pulled", async () => {
  const { code, lines, did } = await brought(named, {
    docker: { "image inspect *": fails("No such image"), "pull *": fails("unauthorized: access denied") },
  });
  expect([code, lines.at(-1)]).toEqual([
    1,
    "problem: acme: airflow.image: registry.example.com/data/airflow:7 could not be pulled (unauthorized: access denied); write an image that exists, or log in first: docker login",
  ]);
  expect(did.filter((call) => call.includes("apply"))).toEqual([]);
});

test("an image that is built here is built first and alone, and then asked", async () => {
  const { code, lines, did } = await brought(built, { docker: { "run *": says("3.3.1") } });
  expect([code, lines]).toEqual([
    1,
    [
      "step: building the image; the first time takes minutes",
      "problem: acme: airflow.image.build: the image acme-airflow:3.3.2 has Airflow 3.3.1, and airflow.version is 3.3.2; write the image's version, or name an image that has 3.3.2. Nothing was changed",
    ],
  ]);
  expect(did.slice(3)).toEqual([
    "terraform plan -input=false -no-color -out=plan -target=docker_image.airflow-image",
    "terraform apply -input=false -json plan",
    ASKED.replace("IMAGE", "acme-airflow:3.3.2"),
  ]);
});

test("a build that fails is shown, and nothing that runs was touched", async () => {
  const diagnostic = { severity: "error", summary: "failed to build", detail: "pip: no such package" };
  const { code, lines, did } = await brought(built, {
    terraform: { "apply *": `${says(JSON.stringify({ type: "diagnostic", diagnostic }))}; exit 1` },
  });
  expect([code, lines.at(-1)]).toEqual([
    1,
    "problem: acme: airflow.image.build: failed to build: pip: no such package",
  ]);
  expect(did.filter((call) => call.includes("exec"))).toEqual([]);
});
