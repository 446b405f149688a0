import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { App } from "cdktf";
import { LocalDocker } from "../../stacks/local-docker";
import { PROJECT } from "../support/docker";
import { exampleIn, STACK } from "../support/example";
import { reading } from "../support/reading";
import { terraform, withoutTerraform } from "../support/terraform";

/** Everything that a file can ask for, so that the provider sees every argument that we write. */
const EVERYTHING = [
  'airflow: { version: "2.11.2", envFile: .env, dags: { git: "https://example.com/d.git", credentials: { password: { secret: git } } },',
  "  image: { build: { context: ., requirements: requirements.txt, args: { A: b }, secretArgs: { pip: { secret: pip } } } },",
  "  connections: { my: { secret: my } }, variables: { key: value, other: { secret: my, key: other } },",
  "  environment: { TOKEN: { file: token.txt } }, admin: { password: { secret: admin } }, slotPools: { api: { slots: 2 } } }",
  "webserver: { replicas: 2, cpu: 1.5, memory: 2GiB }",
  "scheduler: { replicas: 2 }",
  "flower: { password: { secret: flower } }",
  "metadataDatabase: { password: { secret: pg } }",
  "broker: { password: { secret: redis } }",
  "keys: { fernet: [2, 1] }",
  "workers: { main: { queues: [default], replicas: 2, maxTaskDuration: 2h, dockerSocket: { group: 998 } } }",
  "docker: { gitSyncImage: 'git-sync:v4.4.2', bindAddress: 0.0.0.0, user: 1000, mounts: [{ source: ./a, target: /a }], storage: { logs: ./logs } }",
];
const SECRETS = ["git", "pip", "my", "admin", "flower", "pg", "redis"];

describe("with the real providers", () => {
  const root = mkdtempSync(join(tmpdir(), "validate-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let skipped = withoutTerraform();

  beforeAll(() => {
    if (skipped !== undefined) return;
    const app = new App({ outdir: join(root, "cdktf.out"), stackTraces: false, skipValidation: true });
    exampleIn(app);
    new LocalDocker(app, "everything", { ...reading(...EVERYTHING), root: PROJECT });
    app.synth();
    for (const name of SECRETS) write(`secrets/${name}`, '{"other": "x"}');
    for (const name of [".env", "token.txt", "requirements.txt"]) write(name, "A=b");
    // Only providers that are installed: a test downloads nothing.
    const { status, stderr } = terraform(folder(STACK), ["init", "-backend=false", "-input=false", "-no-color"], "", {
      HTTPS_PROXY: "http://127.0.0.1:9",
      TF_REGISTRY_DISCOVERY_RETRY: "0",
    });
    if (status !== 0) skipped = `terraform init finds no providers on this machine: ${stderr.slice(-600)}`;
  }, 60_000);

  const folder = (stack: string) => join(root, "cdktf.out/stacks", stack);
  const write = (name: string, content: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  };

  test.each([STACK, "everything"])(
    "Terraform finds %s valid",
    (stack) => {
      if (skipped !== undefined) {
        console.warn(`terraform validate did not run: ${skipped}`);
        return;
      }
      if (stack !== STACK) {
        cpSync(join(folder(STACK), ".terraform"), join(folder(stack), ".terraform"), { recursive: true });
        cpSync(join(folder(STACK), ".terraform.lock.hcl"), join(folder(stack), ".terraform.lock.hcl"));
      }
      const { stdout } = terraform(folder(stack), ["validate", "-json", "-no-color"]);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
    },
    60_000,
  );
});
