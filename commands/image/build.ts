import { readFileSync } from "node:fs";
import { join } from "node:path";
import { officialImage } from "../../lib/airflow/derived/images";
import { located } from "../../lib/airflow/files/files";
import { program } from "../../lib/airflow/files/program";
import type { ImageBuild } from "../../lib/airflow/platform";
import { LARGEST, readBytes, unusable } from "../../lib/deployment/disk/disk";
import { alone } from "../../lib/deployment/disk/fault";
import { type Result, run } from "../run";
import type { Chosen } from "./choose";
import { type Engine, PLATFORMS } from "./engine";

/** The Dockerfile for requirements alone, the same for all targets. */
const RECIPE = program("requirements");

export interface BuildProps extends Pick<Chosen, "stack" | "build"> {
  /** The project's folder. */
  readonly root: string;
  readonly architecture: Chosen["settings"]["architecture"];
  readonly engine: Engine;
  /** An empty folder for what Docker is to write down. */
  readonly folder: string;
}

/**
 * Builds the image for the processors of the stack.
 * @returns its id on the engine
 * @throws Error with the last lines of the build
 */
export async function build(props: BuildProps): Promise<string> {
  const { stack, build: part } = props;
  const { airflowVersion, context, requirements } = part;
  const name = `${stack}-airflow:${airflowVersion}`;
  if (requirements === undefined) return await fromContext(props, name);
  const base = context === undefined ? officialImage(airflowVersion) : `${name}-base`;
  if (context !== undefined) await fromContext(props, base);
  const read = readBytes(located(props.root, requirements), LARGEST.text);
  if ("fault" in read) throw new Error(`airflow.image.build.requirements: ${requirements}: ${alone(read.fault)}`);
  const text = read.bytes.toString("base64");
  const args = { ...part.proxyArgs, BASE: base, REQUIREMENTS: text };
  return await docker(props, name, [...options(args), RECIPE]);
}

/** What the build names and cannot be used. */
export const missing = (root: string, { context, requirements, secretArgs }: ImageBuild): string[] =>
  [
    ["context", context, "folder"] as const,
    ["requirements", requirements, "file"] as const,
    ...Object.entries(secretArgs).map(([id, { file }]) => [`secretArgs.${id}`, file, "file"] as const),
  ].flatMap(([key, path, wanted]) => {
    const fault = path === undefined ? undefined : unusable(located(root, path), wanted);
    return fault === undefined
      ? []
      : [`airflow.image.build.${key}: ${path} ${fault.says}: ${fault.mend}, or name another`];
  });

/** The user's own Dockerfile. */
function fromContext(props: BuildProps, name: string): Promise<string> {
  const { root, build: part } = props;
  const context = located(root, part.context ?? ".");
  const recipe = [
    ...(part.dockerfile === undefined ? [] : ["--file", join(context, part.dockerfile)]),
    ...(part.target === undefined ? [] : ["--target", part.target]),
  ];
  const secrets = Object.entries(part.secretArgs).flatMap(([id, { file = "" }]) => [
    "--secret",
    `id=${id},src=${located(root, file)}`,
  ]);
  const args = options({ AIRFLOW_VERSION: part.airflowVersion, ...part.proxyArgs, ...part.args });
  return docker(props, name, [...recipe, ...args, ...secrets, context]);
}

const options = (args: Readonly<Record<string, string>>): string[] =>
  Object.entries(args).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);

async function docker({ architecture, engine, folder }: BuildProps, name: string, args: string[]): Promise<string> {
  const platform = PLATFORMS[architecture];
  const id = join(folder, "id");
  const result = await run("docker", ["build", "--platform", platform, "--iidfile", id, "--tag", name, ...args], {
    environment: {
      DOCKER_BUILDKIT: engine.builder === "buildkit" ? "1" : "0",
      BUILDKIT_PROGRESS: "plain",
      // Without them what is pushed is one image, and not a list of one image and a paper about it.
      BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
    },
  });
  if (result.code !== 0) throw new Error(failed(result, platform, engine));
  return readFileSync(id, "utf8").trim();
}

const LINES = 20;

function failed({ stdout, stderr }: Result, platform: string, engine: Engine): string {
  const text = `${stdout}\n${stderr}`;
  if (platform !== engine.platform && /exec format error/.test(text)) return foreign(platform, engine);
  return ["the build failed; its last lines:", ...text.trim().split("\n").slice(-LINES)].join("\n  ");
}

export const foreign = (platform: string, engine: Engine): string =>
  `this engine is ${engine.platform} and cannot run programs for ${platform}: build on a machine with that processor, ` +
  "or let the engine emulate it (Docker's documentation, Multi-platform builds, QEMU)";
