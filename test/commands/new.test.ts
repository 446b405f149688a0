import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { newDeployment } from "../../commands/new";
import { readDeployments } from "../../lib/synth/deployments";
import { targets } from "../../stacks/targets";
import { Checkout, file } from "../support/checkout";
import { recording } from "../support/print";

let checkout: Checkout;
beforeEach(() => {
  checkout = new Checkout({});
});
afterEach(() => checkout.remove());

const path = (name: string) => join(checkout.root, "configs", name);
const configs = () =>
  statSync(path("."), { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path("")).sort() : "no folder";

/** The exit code, what was printed, and what lies in configs/ then. */
async function run(args: string) {
  const print = recording();
  const code = await newDeployment(checkout.root, args.split(" "), print, undefined).catch((error) =>
    String(error).replace(/^Error: /, ""),
  );
  return { code, lines: print.lines, configs: configs() };
}

test("--yes in an empty project: a file that synthesizes, for everybody to read", async () => {
  const before = process.umask(0o077);
  const { code, lines, configs } = await run("--yes");
  process.umask(before);
  expect({ code, lines, configs }).toEqual({
    code: 0,
    lines: [
      "plain: Written: configs/airflow.yaml",
      "plain: Next:",
      "plain:   npx cdktf synth",
      "plain:   npm run up airflow",
    ],
    configs: ["airflow.yaml"],
  });
  expect([statSync(path("airflow.yaml")).mode & 0o777, statSync(path("")).mode & 0o777]).toEqual([0o644, 0o755]);
  const { deployments, problems, notices } = readDeployments(checkout.root, "configs", targets);
  expect({ problems, notices }).toEqual({ problems: [], notices: [] });
  expect(deployments[0]?.deployment).toMatchObject({
    airflow: { version: "3.3.2" },
    workers: { default: { queues: ["default"] } },
  });
});

test("the next one has another name and another port", async () => {
  await run("--yes --flower");
  await run("--yes --flower");
  const ports = readDeployments(checkout.root, "configs", targets).deployments.map(({ stack, deployment }) => [
    stack,
    deployment.webserver.port,
    deployment.flower === false ? 0 : deployment.flower.port,
  ]);
  expect(ports).toEqual([
    ["airflow-2", 8081, 5556],
    ["airflow", 8080, 5555],
  ]);
});

test("every question answered by flags needs neither terminal nor --yes", async () => {
  const { code } = await run(
    "prod --target docker --airflow 3.3.2 --executor celery --pool default=default --pool gpu=gpu,training:2x8 --dags-git https://example.com/d.git " +
      "--database postgres://db.example.com --broker rediss://r.example.com --port 9090 --flower --max-task-duration 45m",
  );
  expect(code).toBe(0);
  expect(readFileSync(path("prod.yaml"), "utf8")).toContain(
    "  gpu:\n    queues: [gpu, training]\n    concurrency: 8\n    replicas: 2\n",
  );
});

test("a cloud's questions are answered by flags as well, and by no default", async () => {
  const cloud = "--target aws-ecs --account 012345678901 --region eu-central-1 --state-bucket acme-state";
  const people = "--base-url https://airflow.example.com --zone Z0123456789ABC --allow 203.0.113.0/24";
  expect(await run("prod --yes --target aws-ecs")).toMatchObject({
    code: "no default can be guessed: give --account NUMBER, --region REGION, --state-bucket NAME, --base-url ADDRESS, --certificate ARN or --zone ID, --allow RANGE[,RANGE...]",
    configs: "no folder",
  });
  expect(await run(`prod --yes ${cloud} ${people}`)).toMatchObject({ code: 0, configs: ["prod.yaml"] });
  expect(readFileSync(path("prod.yaml"), "utf8")).toContain('\naccount: "012345678901"\n');
});

test("a password's file is named with the command that makes it", async () => {
  const { lines } = await run("prod -y --database postgres://db.example.com --broker redis://r --broker-secret none");
  expect(lines.filter((line) => line.includes("secrets/"))).toEqual([
    "plain:   mkdir -p secrets && openssl rand -base64 24 > secrets/airflow-database",
  ]);
});

test.each([
  [
    "prod --target docker --airflow 3.3.2 --executor local",
    "no terminal to ask in: give --dags-folder PATH (or --dags-git, --dags-image), --database own|ADDRESS, --port NUMBER, --max-task-duration 45m|none; or --yes for the defaults",
  ],
  [
    "prod -y --airflow 2.11.2 --dags-git https://example.com/d.git",
    "no default can be guessed: give --git-sync-image IMAGE",
  ],
])("an answer is missing: %s", async (args, message) => {
  expect(await run(args)).toEqual({ code: message, lines: [], configs: "no folder" });
});

test.each([
  ["Prod -y", [/^problem: NAME: expected a name of 2 to 20 .*, got "Prod"$/]],
  ["prod -y --target dokcer", ['problem: --target: unknown target "dokcer"; did you mean "docker"?']],
  [
    "prod -y --airflow 3.0.6",
    [/^problem: --airflow: Airflow 3\.0\.6 is not supported; supported: 3\.1 and newer 3\.x, and 2\.11\.x/],
  ],
  ["prod -y --airflow latest", [/^problem: --airflow: expected three numbers such as 3\.3\.2, got "latest"/]],
  [
    "prod -y --executor kubernetes",
    ['problem: --executor: expected "CeleryExecutor" or "LocalExecutor", got "kubernetes"'],
  ],
  ["prod -y --pool gpu=gpu", [/^problem: --pool: no pool consumes queue "default"/]],
  ["prod -y --pool GPU=default", [/^problem: --pool: expected a name of .*, got "GPU"; write gpu$/]],
  ["prod -y --pool ab=default --pool ab=default", [/^problem: --pool: .*"ab" is written twice/]],
  ["prod -y --pool ab=default:1x1001", [/^problem: --pool: expected 1 to 1000, got 1001$/]],
  ["prod -y --pool ab=default:900x900", [/^problem: --pool: the metadata database accepts/]],
  ["prod -y --executor local --pool ab=default", [/^problem: --pool: LocalExecutor runs tasks inside the scheduler/]],
  ["prod -y --executor local --flower", [/^problem: --flower: Flower shows Celery's workers/]],
  [
    "prod -y --port 0 --max-task-duration 1w",
    [/^problem: --max-task-duration: expected a duration/, /^problem: --port: expected 1 to 65535, got 0$/],
  ],
  ["prod -y --port 5555 --pool ab=default --flower", []],
  ["prod -y --database postgres://db.x/a%20b", [/^problem: --database: expected a name of letters/]],
  [
    "prod -y --database postgres://db.x --database-secret a/b",
    [/^problem: --database-secret: expected a secret's name/],
  ],
  ["prod -y --broker redis://r.x/99", [/^problem: --broker: expected 0 to 15, got 99$/]],
])("%s", async (args, expected) => {
  const { code, lines, configs } = await run(args);
  if (expected.length === 0) return expect({ code, configs }).toEqual({ code: 0, configs: ["prod.yaml"] });
  expect(lines).toEqual(expected.map((line) => (typeof line === "string" ? line : expect.stringMatching(line))));
  expect({ code, configs }).toEqual({ code: 1, configs: "no folder" });
});

test("a file that is there stays, unless --force", async () => {
  checkout.write("configs/prod.yaml", file());
  expect(await run("prod -y")).toMatchObject({
    code: 1,
    lines: ["problem: NAME: configs/prod.yaml is there already: take another name, or --force to write over it"],
  });
  expect(readFileSync(path("prod.yaml"), "utf8")).toBe(file());
  expect(await run("prod -y --force --port 64998")).toMatchObject({
    code: 0,
    configs: ["prod.yaml"],
    lines: [/Written/, /Next/, /synth/, /up/].map((line) => expect.stringMatching(line)),
  });
  expect(readFileSync(path("prod.yaml"), "utf8")).toContain("port: 64998");
});

test("--force never replaces a folder", async () => {
  mkdirSync(path("prod.yaml"), { recursive: true });
  expect((await run("prod -y --force")).lines).toEqual([
    "problem: NAME: configs/prod.yaml is there already and is no plain file: take another name",
  ]);
});

test("--print writes nothing", async () => {
  const { code, lines, configs } = await run("prod -y --print");
  expect({ code, configs }).toEqual({ code: 0, configs: "no folder" });
  expect(lines.join()).toMatch(/^plain: # yaml-language-server: .*\n# docker: \{ bindAddress: 127\.0\.0\.1 \}$/s);
});

test("other files: one port for two is said, and so is one that is refused", async () => {
  checkout.write("configs/old.yaml", file());
  checkout.write("configs/bad.yaml", "target: nowhere\n");
  const { code, lines } = await run("prod -y --port 64998");
  expect(code).toBe(0);
  expect(lines.slice(0, 2)).toEqual([
    "warn: port 64998 is in configs/old.yaml as well: on one machine only one of the two can run. Port 64999 is free",
    "warn: configs/bad.yaml has problems of its own: npx cdktf synth shows them, and refuses all files until they are mended",
  ]);
});

test("a folder that cannot be written leaves nothing behind", async () => {
  mkdirSync(path(""));
  chmodSync(path(""), 0o500);
  const { code } = await run("prod -y");
  chmodSync(path(""), 0o700);
  // The superuser may write everywhere.
  const root = process.getuid?.() === 0;
  expect([code, configs()]).toEqual(root ? [0, ["prod.yaml"]] : [expect.stringMatching(/you may not write there/), []]);
});

test("a file where the folder should be", async () => {
  checkout.write("configs", "");
  const { code } = await run("prod -y");
  expect(code).toBe(
    "configs: the deployment file cannot be written: it is no folder, and one is to be there; move it away",
  );
  expect(readFileSync(path("."), "utf8")).toBe("");
});
