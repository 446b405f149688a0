import { mkdirSync, readFileSync } from "node:fs";
import { run } from "../../../../commands/run";
import { docker, tryDocker } from "../../docker";
import { must } from "../../expect";
import { sleep } from "../../wait";
import { OWN_LABEL } from "../scene";

/** The servers' own network, on which they copy from one another whoever has the name. */
const BETWEEN = "e2e-stores-between";

/** Two servers of one kind, and the name by which Airflow knows whichever has it, as a hosted one's clients do. */
export interface Pair {
  readonly name: string;
  /** Containers: who has the name, and who copies from it. */
  first: string;
  second: string;
}

/** Their own network, before the first of them. */
export const between = (): Promise<string> => docker("network", "create", "--label", OWN_LABEL, BETWEEN);

/** Starts a container of the run itself. Secrets go by the environment: process lists are searched for them. */
export async function server(
  name: string,
  image: string,
  given: {
    readonly options?: readonly string[];
    readonly command: readonly string[];
    readonly secrets: NodeJS.ProcessEnv;
  },
): Promise<void> {
  const environment = Object.keys(given.secrets).flatMap((variable) => ["--env", variable]);
  const who = ["--name", name, "--label", OWN_LABEL, "--network", BETWEEN, ...environment];
  const { code, stderr } = await run(
    "docker",
    ["run", "--detach", ...who, ...(given.options ?? []), image, ...given.command],
    { environment: given.secrets },
  );
  must(code === 0, `docker run ${image}: ${stderr}`);
}

/** Gives the name to the first server. */
export const named = (stack: string, { name, first }: Pair): Promise<string> =>
  docker("network", "connect", "--alias", name, `${stack}-network`, first);

/**
 * The name leads to the second server from now on, at another address. Nothing comes back from the old address any more,
 * not even a word that it is closed: so it is when a host is lost. Who has the old server's address in hand must notice.
 */
export async function moved(stack: string, pair: Pair): Promise<void> {
  await tryDocker("network", "disconnect", "--force", `${stack}-network`, pair.first);
  [pair.first, pair.second] = [pair.second, pair.first];
  await named(stack, pair);
}

/** Seconds from the promotion until the name leads to the new primary, as with a hosted one. */
export const NAME_SECONDS = 10;

/** While the name still leads to the old one. */
export const beforeTheName = (): Promise<void> => sleep(NAME_SECONDS);

/** An authority of the run's own, and a certificate for the name of the broker; their folder. */
export async function certificates(folder: string, host: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const made = ["req", "-x509", ...key, "-days", "2", "-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  const { code, stderr } = await run("openssl", [...made, "-keyout", `${folder}/key.pem`, "-out", `${folder}/ca.pem`]);
  must(code === 0, `openssl req: ${stderr}`);
  must(readFileSync(`${folder}/ca.pem`, "utf8").includes("CERTIFICATE"), "openssl wrote no certificate");
  await run("chmod", ["-R", "a+rX", folder]);
  return folder;
}

/** All servers and their network. */
export async function removed(): Promise<void> {
  const listed = await docker("ps", "--all", "--quiet", "--filter", `network=${BETWEEN}`);
  const ids = listed.split("\n").filter((id) => id !== "");
  if (ids.length > 0) await docker("rm", "--force", "--volumes", ...ids);
  await tryDocker("network", "rm", BETWEEN);
}
