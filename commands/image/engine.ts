import { run } from "../run";

/** Processors as Docker calls them. */
export const PLATFORMS = { x86_64: "linux/amd64", arm64: "linux/arm64" } as const;

/** What builds. `classic` knows no secrets; it is what an engine without BuildKit's client has. */
export type Builder = "buildkit" | "classic";

export interface Engine {
  readonly builder: Builder;
  /** Platform of the engine itself: it runs programs of another one only with an emulator. */
  readonly platform: string;
  /** Address of the engine, whatever context of Docker's client is in use. */
  readonly host: string;
}

/** From this major version on, Docker's client has BuildKit only with its plug-in. */
const PLUGIN_SINCE = 23;

/**
 * Asks whether everything is there that builds an image.
 * @throws Error with one line for people
 */
export async function engine(needsSecrets: boolean): Promise<Engine> {
  const version = await run("docker", ["version", "--format", "{{.Client.Version}} {{.Server.Os}}/{{.Server.Arch}}"]);
  if (version.code === 127)
    throw new Error("the program docker was not found: an image is built with Docker, so install it");
  if (version.code !== 0) {
    const why = version.stderr.trim().split("\n").at(-1) ?? "no answer";
    throw new Error(`no Docker engine answers (${why}): start Docker, or set DOCKER_HOST to one that runs`);
  }
  const [client = "", platform = ""] = version.stdout.trim().split(" ");
  const buildx = (await run("docker", ["buildx", "version"])).code === 0;
  const builder = buildx || Number.parseInt(client, 10) < PLUGIN_SINCE ? "buildkit" : "classic";
  if (builder === "classic" && needsSecrets)
    throw new Error(
      "airflow.image.build.secretArgs: this Docker has no BuildKit, which alone can hand a secret to a build; install Docker's plug-in buildx",
    );
  const context = await run("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]);
  return { builder, platform, host: context.stdout.trim() };
}
