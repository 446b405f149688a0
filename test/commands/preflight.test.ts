import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preflight } from "../../commands/preflight";
import { fails, Programs, says } from "../support/programs";
import { airflow, POOL, reading } from "../support/reading";

const root = mkdtempSync(join(tmpdir(), "preflight-"));
const programs = new Programs(root);
let server: Server;
let taken = 0;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen({ port: 0, host: "127.0.0.1" }, () => resolve()));
  const address = server.address();
  taken = typeof address === "object" && address !== null ? address.port : 0;
});
beforeEach(() => {
  terraform("1.11.4");
  docker({});
});
afterAll(() => {
  programs.end();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const terraform = (version: string) =>
  programs.is("terraform", { "version*": says(`{"terraform_version": "${version}"}`) });
const docker = (answers: Readonly<Record<string, string>>) =>
  programs.is("docker", { "version*": says("27.3.1"), ...answers });
/** What `docker ps` prints for a container of a role. */
const container = (role: string, port: number) =>
  says(["acme-x", role, "running", "Up 2 minutes (healthy)", "3.3.2", `127.0.0.1:${port}->8080/tcp`].join("\t"));

/** A free port for the webserver, unless the lines name another. */
const problems = (...lines: string[]) => {
  const port = lines.some((line) => line.startsWith("webserver:")) ? [] : ["webserver: { port: 64999 }"];
  const start = lines.some((line) => line.startsWith("airflow:")) ? [] : [airflow()];
  const pool = lines.some((line) => line.startsWith("workers:")) ? [] : [POOL];
  return preflight({ stack: "acme", root, reading: reading(...start, ...pool, ...port, ...lines) });
};

test("nothing stands in the way; nothing is changed", async () => {
  expect(await problems()).toEqual([]);
  expect(programs.calls().map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
    "terraform version",
    "docker version",
    "docker ps",
    "docker volume",
  ]);
});

test("no Terraform, and one that is too old", async () => {
  programs.isMissing("terraform");
  expect(await problems()).toEqual(["Terraform was not found: install Terraform 1.11.0 or newer"]);
  terraform("1.9.8");
  expect(await problems()).toEqual(["Terraform 1.9.8 is too old: install 1.11.0 or newer"]);
});

test("no Docker, no engine, and one that is too old", async () => {
  programs.isMissing("docker");
  const remedy = "start Docker, or set DOCKER_HOST to one that runs";
  expect(await problems()).toEqual([`no Docker engine answers (the program \`docker\` was not found): ${remedy}`]);
  docker({ "version*": fails("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.\nIs it running?") });
  expect(await problems()).toEqual([
    `no Docker engine answers (Cannot connect to the Docker daemon at unix:///var/run/docker.sock.): ${remedy}`,
  ]);
  docker({ "version*": says("19.03.15") });
  expect(await problems()).toEqual(["Docker engine 19.03.15 is too old: install 20 or newer"]);
});

test("a port that somebody listens on, named by its key", async () => {
  expect(await problems(`webserver: { port: ${taken} }`)).toEqual([
    `webserver.port: port ${taken} of 127.0.0.1 is taken: stop what uses it, or write another`,
  ]);
  expect(await problems(`flower: { port: ${taken} }`)).toEqual([
    `flower.port: port ${taken} of 127.0.0.1 is taken: stop what uses it, or write another`,
  ]);
});

test.each(["webserver", "proxy"])("a port that this stack's own %s holds is no problem", async (role) => {
  docker({ "ps *": container(role, taken) });
  expect(await problems(`webserver: { port: ${taken} }`)).toEqual([]);
});

test("a newly written port is asked for, although the webserver of this stack runs at another", async () => {
  docker({ "ps *": container("webserver", 64998) });
  expect(await problems(`webserver: { port: ${taken} }`)).toHaveLength(1);
});

test("folders and files of this host that are not there, all at once", async () => {
  mkdirSync(join(root, "data"));
  const build = "image: { build: { context: ./image, requirements: ./requirements.txt } }";
  const found = await problems(
    airflow("dags: { folder: ./dags }", "envFile: .env", build),
    `docker: { mounts: [{ source: ./data, target: /a }, { source: /no/where, target: /b }], storage: { logs: ./logs } }`,
  );
  const missing = (key: string, path: string) => `${key}: ${path} does not exist: make it, or name another`;
  expect(found).toEqual([
    missing("airflow.dags.folder", "./dags"),
    missing("airflow.envFile", ".env"),
    missing("airflow.image.build.context", "./image"),
    missing("airflow.image.build.requirements", "./requirements.txt"),
    missing("docker.mounts[1].source", "/no/where"),
    missing("docker.storage.logs", "./logs"),
  ]);
});

test("secrets without a file, and an empty one", async () => {
  mkdirSync(join(root, "secrets"));
  writeFileSync(join(root, "secrets/empty"), "");
  writeFileSync(join(root, "secrets/good"), "x");
  const found = await problems(
    airflow(
      "connections: { my: { secret: mysql }, ok: { secret: good } }",
      "environment: { TOKEN: { secret: empty } }",
    ),
    "flower: { password: { file: flower.txt } }",
    "workers: { main: { queues: [default], environment: { KEY: { secret: deep, key: a } } } }",
  );
  const missing = (key: string, path: string) =>
    `${key}: the secret's file ${path} does not exist: write the secret into it`;
  expect(found.sort()).toEqual(
    [
      "airflow.environment.TOKEN: the secret's file secrets/empty is empty",
      missing("airflow.connections.my", "secrets/mysql"),
      missing("flower.password", "flower.txt"),
      missing("workers.main.environment.KEY", "secrets/deep"),
    ].sort(),
  );
});

test("the Docker socket's group", async () => {
  const found = await problems("workers: { main: { queues: [default], dockerSocket: { group: 64999 } } }");
  // A machine without an engine has no socket.
  expect(found).toEqual([
    expect.stringMatching(
      /^workers\.main\.dockerSocket(: this host has no \/var\/run\/docker\.sock|\.group: 64999 does not own \/var\/run\/docker\.sock: write \d+)$/,
    ),
  ]);
});

describe("the state is gone", () => {
  const remedy =
    "put the file back from where it was kept (another checkout?); " +
    "to begin anew and lose that data, remove it first (docker volume rm NAME, or the folder)";

  test("while volumes exist: new passwords would lock the old data", async () => {
    docker({ "volume ls *": says("acme-metadata-database-data\nacme-logs") });
    expect(await problems()).toEqual([
      `state/acme.tfstate is gone, but data of this stack exists (volume acme-metadata-database-data, volume acme-logs): ${remedy}`,
    ]);
    expect(programs.calls()).toContain("docker volume ls --filter label=airflow-cdktf.stack=acme --format {{.Name}}");
  });

  test("while a folder of the host holds data", async () => {
    mkdirSync(join(root, "pg/pgdata"), { recursive: true });
    mkdirSync(join(root, "redis"));
    const storage = "docker: { storage: { metadataDatabase: ./pg, broker: ./redis } }";
    expect(await problems(storage)).toEqual([
      `state/acme.tfstate is gone, but data of this stack exists (./pg): ${remedy}`,
    ]);
  });

  test("is no problem where there is no data, and the state is none where it is there", async () => {
    expect(await problems()).toEqual([]);
    docker({ "volume ls *": says("acme-logs") });
    mkdirSync(join(root, "state"));
    writeFileSync(join(root, "state/acme.tfstate"), "{}");
    expect(await problems()).toEqual([]);
  });
});
