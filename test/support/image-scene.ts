import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { image } from "../../commands/image";
import { lockFile } from "../../lib/aws/image/image-lock";
import { fileOf } from "../aws/said";
import { Checkout } from "./checkout";
import { FakeEcr } from "./fake-ecr";
import { recording } from "./print";
import { Programs, says } from "./programs";
import { Registry } from "./registry";

/** A file whose image is built here. */
export const BUILD = 'airflow: { version: "3.3.2", image: { build: { context: ./image } } }';
/** What the stand-in for Docker builds, and where it goes. */
export const ID = `sha256:${"1f".repeat(32)}`;
export const TAG = "3.3.2-1f1f1f1f1f1f1f1f";
export const NAME = "airflow/acme";
const PLATFORM = { os: "linux", architecture: "amd64" };

/** `npm run image` of stack acme, among stand-ins for Docker, ECR and its registry. */
export class ImageScene {
  readonly ecr = new FakeEcr();
  readonly registry = new Registry();
  checkout = new Checkout({});
  programs = new Programs(this.checkout.root);

  async open(): Promise<void> {
    await this.ecr.start();
    await this.registry.start();
  }

  close(): void {
    this.ecr.stop();
    this.registry.stop();
    this.end();
  }

  /** A checkout of its own for each test, and an engine to which nothing happens. */
  begin(): void {
    this.end();
    this.checkout = new Checkout({ acme: fileOf(BUILD) });
    this.checkout.write("image/Dockerfile", "FROM apache/airflow:3.3.2");
    this.programs = new Programs(this.checkout.root);
    this.ecr.answer();
    this.registry.manifests.clear();
    this.registry.before = () => {
      if (existsSync(this.pushed)) this.add();
    };
    this.engine();
  }

  /** File in which the stand-in writes what a push was given. */
  get pushed(): string {
    return join(this.checkout.root, "pushed");
  }

  /** Puts the image into the registry. */
  add(platform = PLATFORM): string {
    return this.registry.add(NAME, TAG, platform);
  }

  /** An engine that builds and pushes, but for these answers. */
  engine(answers: Readonly<Record<string, string>> = {}): void {
    this.programs.is("docker", {
      "version *": says("28.2.2 linux/amd64"),
      "buildx version": says("buildx"),
      "context inspect *": says("unix:///run/other.sock"),
      "build *": `while [ "$1" != --iidfile ]; do shift; done; ${says(ID)} > "$2"`,
      "image inspect *": says('linux/amd64 ["PATH=/bin","AIRFLOW_VERSION=3.3.2"]'),
      "run *": says("3.3.2"),
      "push *": `echo "$DOCKER_HOST $(/bin/cat "$DOCKER_CONFIG/config.json")" > "${this.pushed}"`,
      ...answers,
    });
  }

  async run(asked?: string) {
    this.programs.calls();
    const print = recording();
    const { host } = this.registry;
    const code = await image(this.checkout.root, asked, print, () => ({ host, url: `http://${host}` }));
    return { code, lines: print.lines };
  }

  /** Calls of docker since the run began, without what changes from run to run. */
  dockers(): string[] {
    const calls = this.programs.calls();
    return calls.map((call) => call.replaceAll(this.checkout.root, "ROOT").replace(/--iidfile \S+ /, ""));
  }

  /** The lock's text; undefined: there is none. */
  lock(stack = "acme"): string | undefined {
    const file = join(this.checkout.root, lockFile(stack));
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  private end(): void {
    this.programs.end();
    this.checkout.remove();
  }
}
