// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput } from "cdktf";
import type { File } from "../../../lib/airflow/workloads/service";
import { archive } from "../../../lib/aws/files/archive";
import { type Delivery, Files } from "../../../lib/aws/files/files";
import { type AwsJson, awsStack, resourceOf, STACK } from "../../support/aws";

const root = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const source = (name: string, content: string | Buffer = name) => {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
};
const PLUGIN: File = { target: "/opt/airflow/plugins/with space/ünï.py", source: source("plugin.py") };
const CONFIG: File = { target: "/opt/airflow/webserver_config.py", source: source("config.py") };

interface Delivered {
  readonly json: AwsJson;
  readonly deliveries: readonly Delivery[];
  readonly order: Readonly<Record<string, unknown>>;
}

/** What services with these files get. */
function delivered(services: Readonly<Record<string, readonly File[]>>, readOnly = true, key?: string): Delivered {
  const deliveries: Delivery[] = [];
  const json = awsStack((stack) => {
    const files = new Files(stack, "files", { stack: STACK, bucket: "acme-files", key, environment: {} });
    for (const [owner, some] of Object.entries(services))
      deliveries.push(files.delivery(owner, { image: "registry.test/airflow@sha256:0", files: some, readOnly }));
    const value = deliveries[0]?.init.environment["AIRFLOW_CDKTF_FILES"];
    new TerraformOutput(stack, "order", { value, staticId: true });
  });
  const { order } = json["output"] as { readonly order: { readonly value: string } };
  return { json, deliveries, order: { expression: order.value } };
}

function only({ deliveries: [delivery] }: Delivered): Delivery {
  if (delivery === undefined) throw new Error("nothing was delivered");
  return delivery;
}

describe("the archive", () => {
  test("is the same for the same files, whatever their order, times and rights", () => {
    const again = source("again.py", "plugin.py");
    utimesSync(again, 1, 1);
    const one = archive([PLUGIN, CONFIG]);
    expect(archive([CONFIG, { ...PLUGIN, source: again } as File])).toEqual(one);
    expect(archive([{ ...PLUGIN, source: source("other.py") } as File, CONFIG]).sha256).not.toBe(one.sha256);
  });

  test("holds each file by the path where a process finds it, bytes unchanged", () => {
    const bytes = Buffer.from([0, 255, 10, 13]);
    const { text } = archive([
      { target: "/opt/airflow/plugins/b.bin", source: source("b.bin", bytes) },
      { target: "/opt/airflow-cdktf/database-ca.pem", content: "PEM ${x}\n" },
    ]);
    const files = JSON.parse(text) as Record<string, string>;
    expect(Object.keys(files)).toEqual(["/opt/airflow-cdktf/database-ca.pem", "/opt/airflow/plugins/b.bin"]);
    expect(Object.values(files).map((one) => Buffer.from(one, "base64"))).toEqual([Buffer.from("PEM ${x}\n"), bytes]);
  });

  test("puts a file that lies beside the image's own into our folder: a single file is no volume", () => {
    expect(archive([CONFIG]).targets).toEqual(["/opt/airflow-cdktf/webserver_config.py"]);
  });
});

describe("in the bucket", () => {
  const { json } = delivered({ scheduler: [PLUGIN], webserver: [PLUGIN, CONFIG], "worker-main": [PLUGIN] });

  test("services with equal files share an object, another set is one more", () => {
    expect(Object.keys(json.resource["aws_s3_object"] ?? {})).toEqual(["files", "files-webserver"]);
  });

  test("the object keeps its name and changes its version, and the state holds a digest only", () => {
    const made = resourceOf(json, "aws_s3_object", "files");
    expect(made).toMatchObject({ bucket: "acme-files", key: "files.json", content_type: "application/json" });
    expect(made["source"]).toMatch(/^assets\/.+\/files\.json$/);
    expect(made["source_hash"]).toMatch(/^[0-9a-f]{64}$/);
    expect(made).not.toHaveProperty("content");
  });

  test("it is encrypted with the stack's key where there is one", () => {
    const made = delivered({ scheduler: [PLUGIN] }, true, "arn:aws:kms:x");
    expect(resourceOf(made.json, "aws_s3_object", "files")).toMatchObject({
      kms_key_id: "arn:aws:kms:x",
      server_side_encryption: "aws:kms",
    });
    expect(resourceOf(json, "aws_s3_object", "files")).not.toHaveProperty("kms_key_id");
  });
});

describe("the container that brings them", () => {
  const made = delivered({ scheduler: [PLUGIN] });
  const { init, volumes, mounts, plain } = only(made);

  test("runs our program as root with Airflow's image, on a read-only root, and ends", () => {
    expect(init).toMatchObject({
      name: "files",
      image: "registry.test/airflow@sha256:0",
      essential: false,
      user: "0",
      entryPoint: ["python", "-c"],
      readonlyRootFilesystem: true,
      secrets: {},
    });
    const [program] = init.command;
    expect(program).toBe(readFileSync(join(__dirname, "../../../programs/ecs/src/unpack.py"), "utf8"));
    // Terraform must not read a template in it.
    expect(program).not.toMatch(/[$%]\{/);
  });

  test("fetches the version of the object that this release was made with", () => {
    const { expression } = made.order;
    expect(expression).toContain('"version" = aws_s3_object.files.version_id');
    expect(expression).toContain(
      `"sha256" = "${String(resourceOf(made.json, "aws_s3_object", "files")["source_hash"])}"`,
    );
  });

  test("fills volumes that the others find in Airflow's folders, read-only but for those that Airflow writes to", () => {
    expect(volumes).toEqual(["opt-airflow-cdktf", "opt-airflow-plugins", "tmp", "opt-airflow-logs"]);
    expect(mounts).toEqual([
      { sourceVolume: "opt-airflow-cdktf", containerPath: "/opt/airflow-cdktf", readOnly: true },
      { sourceVolume: "opt-airflow-plugins", containerPath: "/opt/airflow/plugins", readOnly: true },
      { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
      { sourceVolume: "opt-airflow-logs", containerPath: "/opt/airflow/logs", readOnly: false },
    ]);
    expect(init.mountPoints.map(({ sourceVolume, containerPath }) => [sourceVolume, containerPath])).toEqual(
      volumes.map((name) => [name, `/mnt/airflow-cdktf/${name}`]),
    );
  });

  test("leaves the folders that Airflow writes to alone where the root can be written", () => {
    expect(only(delivered({ scheduler: [] }, false)).volumes).toEqual(["opt-airflow-cdktf"]);
  });

  test("makes a volume of the folder for local settings where the file has some", () => {
    const settings = { target: "/opt/airflow/config/airflow_local_settings.py", source: source("settings.py") };
    expect(only(delivered({ scheduler: [settings] }, false)).volumes).toEqual([
      "opt-airflow-cdktf",
      "opt-airflow-config",
    ]);
  });

  test("tells Airflow where the files lie that it would write beside its others", () => {
    expect(plain).toEqual({
      AIRFLOW_CONFIG: "/opt/airflow-cdktf/airflow.cfg",
      AIRFLOW__WEBSERVER__CONFIG_FILE: "/opt/airflow-cdktf/webserver_config.py",
      AIRFLOW__FAB__CONFIG_FILE: "/opt/airflow-cdktf/webserver_config.py",
    });
    expect(made.order["expression"]).toContain('"/opt/airflow-cdktf/airflow.cfg" = ["/opt/airflow/airflow.cfg"]');
  });

  test("brings this target's own programs too", () => {
    const all = assetOf({ scheduler: [] });
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining([
        "/opt/airflow-cdktf/start.sh",
        "/opt/airflow-cdktf/airflow_cdktf_metrics.py",
        "/opt/airflow-cdktf/airflow_cdktf_aws/worker_protection.py",
      ]),
    );
  });
});

/** The first archive as it lies beside the stack. */
function assetOf(services: Readonly<Record<string, readonly File[]>>): Record<string, string> {
  let text = "{}";
  awsStack((stack) => {
    const files = new Files(stack, "files", { stack: STACK, bucket: "acme-files", key: undefined, environment: {} });
    for (const [owner, some] of Object.entries(services))
      files.delivery(owner, { image: "registry.test/airflow@sha256:0", files: some, readOnly: true });
    const { outdir } = App.of(stack);
    text = readFileSync(join(outdir, "archives", STACK, "files.json"), "utf8");
  });
  return JSON.parse(text) as Record<string, string>;
}
