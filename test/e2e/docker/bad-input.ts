import { mkdirSync, renameSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Result } from "../../../commands/run";
import { run } from "../../../commands/run";
import { docker, leftovers } from "../docker";
import { first, must, mustEqual, mustMatch, mustNotMatch } from "../expect";
import { textOf } from "../project";
import { BAD_PORT, OWN_LABEL, type Scene, SICK_PORT } from "./scene";

const file = (dags: string, more: object = {}, port = BAD_PORT) => ({
  target: "docker",
  airflow: { version: "3.3.2", dags: { folder: dags }, ...more },
  webserver: { port },
  workers: { default: { queues: ["default"], concurrency: 2 } },
});

/** Exit 1, the message, and no stack trace. The line that was matched. */
function refusal(result: Result, pattern: RegExp, what: string): string {
  const text = textOf(result);
  must(result.code === 1, `${what}: exit ${result.code}, expected 1:\n${text}`);
  mustMatch(text, pattern, what);
  mustNotMatch(text, /^\s+at .+:\d+:\d+\)?$/m, what);
  return `${what}: ${first(text.match(pattern) ?? [], what).trim()}`;
}

const OTHER_IMAGE = "airflow-cdktf-e2e:other";
const OTHER_AIRFLOW = /.*has Airflow 2\.11\.2, and airflow\.version is 3\.3\.2;.*/;

/** What `npm run up` refuses before it touches anything. */
export async function refusedBefore({ project, stack, dags, base }: Scene): Promise<string> {
  const seen: string[] = [];
  project.only(stack, file(dags));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(BAD_PORT, "127.0.0.1", resolve));
  seen.push(refusal(await project.command("up", [stack]), /.*port 18084 .*is taken.*/, "port taken"));
  await new Promise((resolve) => server.close(resolve));
  const nowhere = join(base, "no-such-folder");
  project.only(stack, file(nowhere));
  seen.push(refusal(await project.command("up", [stack]), /.*no-such-folder does not exist.*/, "DAGs folder missing"));
  project.only(stack, file(dags));
  const engine = { DOCKER_HOST: "unix:///nonexistent/docker.sock" };
  seen.push(refusal(await project.command("up", [stack], engine), /.*no Docker engine answers.*/, "no engine"));
  const without = { PATH: await pathWithout(base) };
  seen.push(refusal(await project.command("up", [stack], without), /.*Terraform was not found.*/, "no Terraform"));
  await docker("tag", "apache/airflow:2.11.2", OTHER_IMAGE);
  project.only(stack, file(dags, { image: OTHER_IMAGE }));
  seen.push(refusal(await project.command("up", [stack]), OTHER_AIRFLOW, "another Airflow in the image"));
  await docker("image", "rm", OTHER_IMAGE);
  mustEqual(await leftovers(stack), [], "made in spite of the refusal");
  return seen.join("\n");
}

/** A PATH with Docker's client and nothing else. */
async function pathWithout(base: string): Promise<string> {
  const folder = join(base, "bin");
  mkdirSync(folder, { recursive: true });
  const { stdout } = await run("sh", ["-c", "command -v docker"]);
  symlinkSync(stdout.trim(), join(folder, "docker"));
  return folder;
}

/** An image that cannot be built, and one that was built on another Airflow: nothing is made of either. */
export async function brokenBuild({ project, stack, dags }: Scene): Promise<string> {
  project.write("broken-image/Dockerfile", 'FROM apache/airflow:3.3.2\nRUN echo "e2e: this layer breaks" && exit 3\n');
  project.only(stack, file(dags, { image: { build: { context: "./broken-image" } } }));
  const seen = refusal(
    await project.npm("up", [stack]),
    /.*(exit 3|exit code: 3|returned a non-zero code: 3).*/,
    "image build failure",
  );
  project.write("other-image/Dockerfile", "FROM apache/airflow:2.11.2\n");
  project.only(stack, file(dags, { image: { build: { context: "./other-image" } } }));
  const other = refusal(await project.npm("up", [stack]), OTHER_AIRFLOW, "another Airflow in the image");
  mustEqual(await leftovers(stack), [], "made in spite of another Airflow");
  const destroy = await project.npm("down", [stack, "--delete-data", "--yes"]);
  must(destroy.code === 0, `npm run down after the failure ended with ${destroy.code}:\n${textOf(destroy)}`);
  mustEqual(await leftovers(stack), [], "left on the engine after npm run down --delete-data");
  return `${seen}\n${other}`;
}

const SICK_IMAGE = "airflow-cdktf-e2e:sick";
const SICK = `FROM redis:8
LABEL ${OWN_LABEL}=image
ENTRYPOINT ["sh", "-c", "trap 'exit 0' TERM; echo e2e: this broker never answers; while :; do sleep 1; done"]
`;

/** A container that runs and never becomes healthy; then the state is lost while its volumes exist. */
export async function neverHealthy({ project, stack, dags }: Scene): Promise<string> {
  project.write("sick-image/Dockerfile", SICK);
  await docker("build", "--quiet", "--network", "none", "--tag", SICK_IMAGE, project.path("sick-image"));
  project.only(stack, { ...file(dags, {}, SICK_PORT), broker: { image: SICK_IMAGE } });
  const up = await project.npm("up", [stack]);
  const seen = refusal(up, /.*e2e: this broker never answers.*/, "never healthy");
  mustMatch(textOf(up), new RegExp(`${stack}-broker`), "the message names the container");
  return seen;
}

export async function stateLost({ project, stack }: Scene): Promise<string> {
  const [state, away] = [project.path("state", `${stack}.tfstate`), project.path("state", "elsewhere")];
  renameSync(state, away);
  const seen = refusal(await project.command("up", [stack]), /.*tfstate is gone.*/, "state lost");
  renameSync(away, state);
  const down = await project.npm("down", [stack, "--delete-data", "--yes"]);
  must(down.code === 0, `npm run down ended with ${down.code}:\n${textOf(down)}`);
  mustEqual(await leftovers(stack), [], "left on the engine");
  return seen;
}
