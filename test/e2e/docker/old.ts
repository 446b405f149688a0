import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { containers, docker, leftovers, unhealthy } from "../docker";
import { must, mustEqual, mustMatch } from "../expect";
import { textOf } from "../project";
import { adminPassword } from "../state";
import { until } from "../wait";
import { exampleDags } from "./dags";
import { plainApply } from "./plan";
import { PROXY } from "./proxy";
import { DATABASE_PORT, OLD_PATH, OLD_PORT, OWN_LABEL, type Scene } from "./scene";
import { belowPath } from "./sub-path";

const DATABASE = "airflow_old";
const SERVER = "e2e-existing-database";
/** Characters that a URL, a shell and an ini file each read in their own way. */
export const DATABASE_PASSWORD = "given-Db/e2e:p@ss%20$HOME'q";

/** The log folder of this stack lies on the host, so it outlives the stack. */
const logFolder = ({ base }: Scene) => join(base, "old-logs");

/** A server that exists already, reachable from every container by the address of this host on the network of the server. */
export async function existingServer(): Promise<string> {
  await docker("network", "create", "--label", OWN_LABEL, SERVER);
  const gateway = await docker("network", "inspect", SERVER, "--format", "{{(index .IPAM.Config 0).Gateway}}");
  // The password comes by the environment, not as an argument: process lists are searched for it.
  const password = { POSTGRES_PASSWORD: DATABASE_PASSWORD };
  const { code, stderr } = await run(
    "docker",
    [
      ...["run", "--detach", "--name", SERVER, "--label", OWN_LABEL, "--network", SERVER],
      ...["--publish", `${gateway}:${DATABASE_PORT}:5432`, "--env", "POSTGRES_USER=airflow"],
      ...["--env", "POSTGRES_PASSWORD", "postgres:17"],
    ],
    { environment: password },
  );
  must(code === 0, `docker run postgres:17: ${stderr}`);
  await until("the existing server to answer", 180, async () => {
    await docker("exec", SERVER, "pg_isready", "-q", "-h", "127.0.0.1", "-U", "airflow");
    return true;
  });
  return gateway;
}

/** Airflow 2.11 on a database that does not exist yet: the deployment fails and shows why. */
export async function failedMigration(scene: Scene): Promise<string> {
  const { project, stack, dags } = scene;
  const host = await existingServer();
  mkdirSync(logFolder(scene));
  chmodSync(logFolder(scene), 0o777);
  project.write("secrets/e2e-database", `${DATABASE_PASSWORD}\n`);
  project.only(stack, {
    target: "docker",
    airflow: {
      version: "2.11.2",
      dags: { folder: dags },
      // No container has this name: whatever asked for it would fail.
      environment: { HTTP_PROXY: PROXY },
      // The run itself needs a login with a password; without it 2.11 has sessions of its web pages only.
      options: { api: { auth_backends: "airflow.providers.fab.auth_manager.api.auth.backend.basic_auth" } },
    },
    webserver: { port: OLD_PORT, baseUrl: `http://localhost:${OLD_PORT}${OLD_PATH}/` },
    workers: { default: { queues: ["default", "training"], concurrency: 4 } },
    metadataDatabase: { host, port: DATABASE_PORT, name: DATABASE, password: { secret: "e2e-database" } },
    docker: { storage: { logs: logFolder(scene) } },
  });
  const up = await project.npm("up", [stack]);
  const text = textOf(up);
  must(up.code === 1, `npm run up ended with ${up.code}, expected 1:\n${text}`);
  mustMatch(text, new RegExp(`migration: .*"?${DATABASE}"? does not exist`), "npm run up");
  const started = (await containers(stack)).filter(({ name }) => /webserver|scheduler|worker|triggerer/.test(name));
  must(started.length === 0, `started in spite of the failed migration: ${started.map(({ name }) => name)}`);
  return `npm run up: exit 1, ${/migration: .*does not exist.*/.exec(text)?.[0]}`;
}

/** The cause is mended, and a plain apply goes on. */
export async function mended({ project, stack }: Scene): Promise<string> {
  await docker("exec", SERVER, "createdb", "-w", "-U", "airflow", "-O", "airflow", DATABASE);
  const { code, text } = await plainApply(project, stack);
  must(code === 0, `terraform apply ended with ${code}:\n${text.split("\n").slice(-30).join("\n")}`);
  await until("every container to be healthy", 300, async () => {
    const sick = await unhealthy(stack);
    must(sick === undefined, sick ?? "");
    return true;
  });
  return `createdb, then plain terraform apply: ${/Apply complete!.*/.exec(text)?.[0]}`;
}

export const oldDags = (scene: Scene): Promise<string> =>
  exampleDags(scene, { default: "default", training: "default" });

/** Pages, login and cookies of 2.11 below the path of its base URL. */
export const oldBelowPath = ({ project, api, stack }: Scene): Promise<string> =>
  belowPath(api, OLD_PATH, adminPassword(project.path("state", `${stack}.tfstate`)));

/** The folder of the host is kept, everything else goes. */
export async function destroyed(scene: Scene): Promise<string> {
  const { project, stack } = scene;
  const destroy = await project.terraform(stack, "destroy", "-input=false", "-no-color", "-auto-approve");
  must(destroy.code === 0, `terraform destroy ended with ${destroy.code}:\n${textOf(destroy)}`);
  mustEqual(await leftovers(stack), [], "left on the engine");
  const logs = readdirSync(logFolder(scene), { recursive: true }).filter((file) => String(file).endsWith(".log"));
  must(logs.length > 0, "the log folder of the host is empty after the destroy");
  const tables = await docker(
    ...["exec", SERVER, "psql", "-w", "-U", "airflow", "-d", DATABASE, "-Atc"],
    "select count(*) from dag_run",
  );
  must(Number(tables) > 0, `the existing database has ${tables} DAG runs after the destroy`);
  return `terraform destroy: nothing on the engine; kept: ${logs.length} logs in the host's folder, ${tables} DAG runs in the existing database`;
}
