import { digestOf } from "../../../commands/image/registry";
import { Registry } from "../../support/registry";

const registry = new Registry();
beforeAll(() => registry.start());
afterAll(() => registry.stop());
beforeEach(() => {
  registry.manifests.clear();
  registry.authorization = undefined;
});

const ARM = { os: "linux", architecture: "arm64" };
const AMD = { os: "linux", architecture: "amd64" };
const ask = (platform = "linux/arm64") =>
  digestOf({ url: `http://${registry.host}`, name: "airflow/acme", authorization: "QVdTOng=" }, "7", platform);

test("the digest of an image", async () => {
  const digest = registry.add("airflow/acme", "7", ARM);
  expect(await ask()).toBe(digest);
});

test("no such tag", async () => {
  expect(await ask()).toBeUndefined();
});

test("of a list the digest of the one image for the platform", async () => {
  const arm = registry.add("airflow/acme", "arm", ARM);
  const amd = registry.add("airflow/acme", "amd", AMD);
  registry.addList("airflow/acme", "7", [
    { digest: amd, platform: AMD },
    { digest: arm, platform: ARM },
    { digest: "sha256:0", platform: { os: "unknown", architecture: "unknown" } },
  ]);
  expect([await ask("linux/arm64"), await ask("linux/amd64")]).toEqual([arm, amd]);
});

test("a list without the platform", async () => {
  registry.addList("airflow/acme", "7", [{ digest: registry.add("airflow/acme", "amd", AMD), platform: AMD }]);
  await expect(ask()).rejects.toThrow("the registry has no image for linux/arm64 under what was pushed");
});

test("another platform than what was built for", async () => {
  registry.add("airflow/acme", "7", AMD);
  await expect(ask()).rejects.toThrow("the registry has 7 for linux/amd64, and not for linux/arm64");
});

test("a registry that answers something else than it was asked for", async () => {
  registry.add("airflow/acme", "7", ARM);
  const [digest = ""] = registry.blobs.keys();
  registry.blobs.set(digest, Buffer.from("{}"));
  await expect(ask()).rejects.toThrow("is something else");
});

test("a registry that does not let us in", async () => {
  registry.authorization = "other";
  await expect(ask()).rejects.toThrow("the registry answers 401 to manifests of airflow/acme");
});

test("a registry that lets us in by what it gave us", async () => {
  registry.add("airflow/acme", "7", ARM);
  registry.authorization = "QVdTOng=";
  expect(await ask()).toMatch(/^sha256:/);
});
