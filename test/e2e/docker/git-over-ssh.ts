import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { container, docker, tryDocker } from "../docker";
import { first, must, mustMatch, tail } from "../expect";
import { textOf } from "../project";
import { Repository } from "../repository";
import { until } from "../wait";
import { LOCAL_PORT, OWN_LABEL, type Scene } from "./scene";
import { noSecretShows, type ProcessList } from "./secrecy";
import { succeeds } from "./tasks";

const IMAGE = "airflow-cdktf-e2e:ssh";
const HOST = "e2e-git-host";
const PORT = 12222;
const KEY = "e2e-git-key";
const REPOSITORY = "acme/dags.git";

/** The official image has the client; one of another make may lack it. The server is for the host of the repository. */
const DOCKERFILE = `FROM apache/airflow:3.3.2
LABEL ${OWN_LABEL}=image
USER root
RUN apt-get update -qq \\
 && apt-get install -y -qq --no-install-recommends git openssh-client openssh-server > /dev/null \\
 && rm -rf /var/lib/apt/lists/* /etc/ssh/ssh_host_* \\
 && /usr/sbin/useradd --create-home --password '*' git && mkdir -p /run/sshd \\
 && git config --system --add safe.directory '*'
USER airflow
`;

/** Why it cannot be tried here; undefined: it can. */
export async function whyNotSsh({ project }: Scene): Promise<string | undefined> {
  project.write("e2e-ssh/Dockerfile", DOCKERFILE);
  const words = ["build", "--quiet", "--network", "host", "--tag", IMAGE, project.path("e2e-ssh")];
  const { code, stderr } = await run("docker", words);
  return code === 0 ? undefined : `openssh-server cannot be installed in an image here: ${tail(stderr, 1)}`;
}

/** DAGs come over SSH and change; a host with another key gets nothing, is named in log and health, and the DAGs stay. */
export async function gitOverSsh(scene: Scene, processes: ProcessList): Promise<string> {
  const { project, stack, base } = scene;
  const gateway = await docker("network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}");
  const repository = await Repository.make(join(base, "ssh"), REPOSITORY, "examples/dags");
  const keys = await madeKeys(join(base, "ssh-keys"));
  await host(base, gateway, "host_key");
  // As stores give it: without the last line's end.
  project.write(`secrets/${KEY}`, keys.client.trimEnd());
  project.write("known_hosts", `[${gateway}]:${PORT} ${keys.host}`);
  project.only(stack, {
    target: "docker",
    airflow: {
      version: "3.3.2",
      image: IMAGE,
      executor: "LocalExecutor",
      dags: {
        git: `ssh://git@${gateway}:${PORT}/srv/git/${REPOSITORY}`,
        every: "5s",
        credentials: { sshKey: { secret: KEY }, knownHosts: { file: "./known_hosts" } },
      },
    },
    webserver: { port: LOCAL_PORT },
  });
  const up = await project.npm("up", [stack]);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  await ran(scene, "many_tasks");

  const added = join(repository.clone, "over_ssh.py");
  writeFileSync(
    added,
    readFileSync(join(repository.clone, "many_tasks.py"), "utf8").replaceAll("many_tasks", "over_ssh"),
  );
  await repository.push("one more");
  await ran(scene, "over_ssh");

  await host(base, gateway, "other_key");
  const log = await until("the other host to be refused", 180, async () => {
    const { stdout, stderr } = await tryDocker("logs", "--since", "180s", `${stack}-dag-processor`);
    return /DAGs: the repository cannot be read: the host's key is another one[^(]*/.exec(stdout + stderr)?.[0];
  });
  await ran(scene, "over_ssh");
  await docker("restart", `${stack}-dag-processor`);
  const health = await until("the health check to say so", 300, async () => {
    const said = await docker("inspect", "--format", "{{json .State.Health.Log}}", `${stack}-dag-processor`);
    return /DAGs: the repository cannot be read: the host's key is another one[^(]*/.exec(said)?.[0];
  });
  mustMatch(health, /knownHosts/, "health");

  await host(base, gateway, "host_key");
  await until("the DAG processor to be healthy again", 300, async () => {
    return (await container(stack, "dag-processor")).health === "healthy";
  });
  const hidden = await noSecretShows(
    scene,
    { [KEY]: first(keys.client.split("\n").slice(2), "line of the key") },
    processes,
  );
  return `DAGs and a change of them over SSH; another host: ${log.trim()}; ${hidden}`;
}

async function ran({ api }: Scene, dag: string): Promise<void> {
  await api.unpause(dag);
  await succeeds(api, dag, await api.trigger(dag, { count: 2 }));
}

/** Keys of a host, of one in its place, and of who may read the repository. */
async function madeKeys(folder: string): Promise<{ readonly client: string; readonly host: string }> {
  mkdirSync(folder);
  const make = ["host_key", "other_key", "client"].map(
    (name) => `ssh-keygen -q -t ed25519 -N '' -C e2e -f /keys/${name}`,
  );
  const script = [...make, "cp /keys/client.pub /keys/authorized_keys", "chmod 0644 /keys/client"].join(" && ");
  await docker(...IN_IMAGE, "--rm", "--volume", `${folder}:/keys`, IMAGE, "-c", script);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return { client: read("client"), host: read("host_key.pub") };
}

const IN_IMAGE = ["run", "--user", "0:0", "--entrypoint", "bash"];

/** Starts the host of the repository, or another one in its place. */
async function host(base: string, gateway: string, key: string): Promise<void> {
  await tryDocker("rm", "--force", HOST);
  const options = [`HostKey=/keys/${key}`, "AuthorizedKeysFile=/keys/authorized_keys", "StrictModes=no"];
  await docker(
    ...[...IN_IMAGE, "--detach", "--name", HOST, "--label", OWN_LABEL, "--publish", `${gateway}:${PORT}:22`],
    ...[
      "--volume",
      `${join(base, "ssh-keys")}:/keys:ro`,
      "--volume",
      `${Repository.served(join(base, "ssh"))}:/srv/git:ro`,
    ],
    ...[IMAGE, "-c", `exec /usr/sbin/sshd -D -e ${options.map((option) => `-o ${option}`).join(" ")}`],
  );
}
