import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Stands in for tsx: the main.ts of a test is plain JavaScript, and starting the real one costs 0.3 s each time. */
const LOADER = [
  'import { readFileSync } from "node:fs";',
  'await import("data:text/javascript," + encodeURIComponent(readFileSync("main.ts", "utf8")));',
  "process.exit();",
].join("\n");

/** A folder like a checkout of this project, with its own deployment files and a main.ts that does nothing. */
export class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), "checkout-"));

  constructor(configs: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(configs)) this.write(`configs/${name}.yaml`, text);
    for (const name of Object.keys(configs)) this.write(`cdktf.out/stacks/${name}/cdk.tf.json`, "{}");
    this.write("main.ts", "");
    this.write("node_modules/tsx/package.json", '{ "name": "tsx", "exports": "./index.mjs" }');
    this.write("node_modules/tsx/index.mjs", LOADER);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A good file of the Docker target on a port that nobody takes. */
export const file = (...lines: string[]): string =>
  [
    "target: docker",
    'airflow: { version: "3.3.2" }',
    "webserver: { port: 64998 }",
    "workers: { main: { queues: [default] } }",
    ...lines,
    "",
  ].join("\n");
