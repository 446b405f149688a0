import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { GcpVms } from "../../stacks/gcp-vms";
import { PROJECT } from "../support/docker";
import { exampleIn, GCP_STACK } from "../support/example";
import { SecretManagerServer } from "../support/secret-manager-server";
import { terraform, terraformBeside, withoutTerraform } from "../support/terraform";
import { addresses, type StackJson } from "../support/terraform-json";
import { GCP_FILES, gcpFile } from "./gcp-files";

describe("with the real provider", () => {
  const root = mkdtempSync(join(tmpdir(), "validate-gcp-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let skipped = withoutTerraform();

  const folder = (stack: string) => join(root, "cdktf.out/stacks", stack);

  beforeAll(() => {
    if (skipped !== undefined) return;
    const app = new App({ outdir: join(root, "cdktf.out"), stackTraces: false, skipValidation: true });
    exampleIn(app, GCP_STACK);
    for (const name of Object.keys(GCP_FILES)) new GcpVms(app, name, { ...gcpFile(name), root: PROJECT });
    app.synth();
    for (const name of [".env", "token.txt"]) writeFileSync(join(root, name), "A=b");
    // Only a provider that is installed: a test downloads nothing.
    const { status, stderr } = terraform(
      folder(GCP_STACK),
      ["init", "-backend=false", "-input=false", "-no-color"],
      "",
      { HTTPS_PROXY: "http://127.0.0.1:9", TF_REGISTRY_DISCOVERY_RETRY: "0" },
    );
    if (status !== 0) skipped = `terraform init finds no provider on this machine: ${stderr.slice(-600)}`;
  }, 120_000);

  /** The provider of the example's folder for another stack. */
  const prepare = (stack: string) => {
    if (stack === GCP_STACK) return;
    for (const name of [".terraform", ".terraform.lock.hcl"])
      cpSync(join(folder(GCP_STACK), name), join(folder(stack), name), { recursive: true });
  };

  test.each([GCP_STACK, ...Object.keys(GCP_FILES)])(
    "Terraform finds %s valid",
    (stack) => {
      if (skipped !== undefined) {
        console.warn(`terraform validate did not run: ${skipped}`);
        return;
      }
      prepare(stack);
      const { stdout } = terraform(folder(stack), ["validate", "-json", "-no-color"]);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
    },
    180_000,
  );

  /** What the provider says before anything exists. It asks Google about secrets of the user's, and here a server. */
  async function planned(stack: string, destroyed: readonly string[] = [], args: readonly string[] = []) {
    const server = new SecretManagerServer(destroyed);
    try {
      const endpoint = await server.start();
      const override = {
        terraform: { backend: { local: { path: join(root, `${stack}.tfstate`) } } },
        provider: { google: [{ secret_manager_custom_endpoint: endpoint }] },
      };
      writeFileSync(join(folder(stack), "override.tf.json"), JSON.stringify(override));
      const init = terraform(folder(stack), ["init", "-reconfigure", "-input=false", "-no-color"]);
      if (init.status !== 0) throw new Error(init.stderr);
      return await terraformBeside(folder(stack), ["plan", "-input=false", "-no-color", ...args], {
        GOOGLE_OAUTH_ACCESS_TOKEN: "nobody",
        // Nothing but the server above answers.
        HTTPS_PROXY: "http://127.0.0.1:9",
      });
    } finally {
      server.stop();
    }
  }

  test.each([GCP_STACK, "managed", "managed-mysql"])(
    "the provider would make every resource of %s",
    async (stack) => {
      if (skipped !== undefined) {
        console.warn(`terraform plan did not run: ${skipped}`);
        return;
      }
      const { status, text } = await planned(stack);
      expect([status, /^Error: .*$/m.exec(text)?.[0]]).toEqual([0, undefined]);
      expect(text).toContain(`Plan: ${resourcesOf(folder(stack)).length} to add, 0 to change, 0 to destroy.`);
      // Of the stack: of this machine's own settings Terraform may warn as it likes.
      const warnings = [...text.matchAll(/^.*Warning: .*$/gm)].map(([one]) => one);
      expect(warnings.filter((one) => !/CLI configuration|development overrides/.test(one))).toEqual([]);
    },
    180_000,
  );

  test("a secret whose newest version is destroyed is said before anything is made", async () => {
    if (skipped !== undefined) {
      console.warn(`terraform plan did not run: ${skipped}`);
      return;
    }
    const only = "-target=data.google_secret_manager_secret_version.given-airflow-mysql-test";
    const { status, text } = await planned(GCP_STACK, ["airflow-mysql-test"], [only]);
    expect(status).toBe(1);
    expect(text.replace(/\s+/g, " ")).toContain(
      "The newest version of secret airflow-mysql-test in Secret Manager is destroyed.",
    );
  }, 180_000);
});

const resourcesOf = (folder: string): readonly string[] =>
  addresses(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackJson);
