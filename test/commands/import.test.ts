import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { importFile } from "../../commands/import";
import { compose } from "../compose/importing";
import { recording } from "../support/print";

const root = mkdtempSync(join(tmpdir(), "import-"));
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const read = (path: string) => readFileSync(join(root, path), "utf8");
const mode = (path: string) => (statSync(join(root, path)).mode & 0o777).toString(8);
const present = () =>
  (readdirSync(root, { recursive: true, encoding: "utf8" }) as string[])
    .filter((one) => statSync(join(root, one)).isFile())
    .sort();

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  put("acme/docker-compose.yml", compose({ environment: ["API_TOKEN: s3cr3t"] }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function run(args: string, environment: NodeJS.ProcessEnv = {}) {
  const print = recording();
  const code = await importFile(root, args.split(" ").filter(Boolean), print, {
    environment,
    socket: join(root, "none"),
  }).catch((error: Error) => error.message);
  return { code, lines: print.lines };
}

const FILE = "acme/docker-compose.yml";

test("a file is written, for everybody to read, and the report says what became of the rest", async () => {
  const { code, lines } = await run(FILE);
  expect(code).toBe(0);
  expect(present()).toEqual([FILE, "configs/acme.yaml"]);
  expect(mode("configs/acme.yaml")).toBe("644");
  expect(read("configs/acme.yaml").split("\n")[0]).toBe("# yaml-language-server: $schema=../schema/deployment.json");
  expect(lines[0]).toBe(`plain: ${FILE}: Airflow 3.3.2, 3 services of it (webserver, scheduler, worker)`);
  expect(lines.map((line) => line.split("\n")[1]?.replace(/\d+/, "N")).filter(Boolean)).toEqual([
    "Carried over (N)",
    "Changed (N)",
    "Secrets, each in a file of its own (N)",
  ]);
  expect(lines.slice(-2)).toEqual([
    "plain: Wrote configs/acme.yaml",
    "plain: Next: npx cdktf synth, then npm run up acme",
  ]);
  expect(lines.join() + read("configs/acme.yaml")).not.toContain("s3cr3t");
});

test("an existing file is kept, unless --force", async () => {
  put("configs/acme.yaml", "mine\n");
  const { code, lines } = await run(FILE);
  expect([code, lines.at(-1)]).toEqual([
    1,
    "problem: configs/acme.yaml exists; --force writes over it, --name gives the stack another name",
  ]);
  expect(read("configs/acme.yaml")).toBe("mine\n");
  expect((await run(`${FILE} --force`)).code).toBe(0);
  expect(read("configs/acme.yaml")).toMatch(/^target: docker$/m);
});

test("--name and --output", async () => {
  expect((await run(`${FILE} --name other`)).code).toBe(0);
  expect((await run(`${FILE} --output drafts/third.yaml`)).code).toBe(0);
  expect(present()).toEqual([FILE, "configs/other.yaml", "drafts/third.yaml"]);
  expect(read("drafts/third.yaml")).toContain("{ secret: third-api-token }");
});

test("--print writes nothing, and only the file goes to standard output", async () => {
  const { code, lines } = await run(`${FILE} --print --write-secrets`);
  expect([code, present()]).toEqual([0, [FILE]]);
  const out = lines.filter((line) => line.startsWith("plain: "));
  expect(out.length).toBe(1);
  expect(out[0]).toMatch(/^plain: # yaml-language-server/);
});

test("--write-secrets: for the owner only, and never over a file", async () => {
  expect((await run(`${FILE} --write-secrets`)).code).toBe(0);
  expect([read("secrets/acme-api-token"), mode("secrets/acme-api-token")]).toEqual(["s3cr3t", "600"]);
  expect((await run(`${FILE} --write-secrets --force`)).code).toBe(0);

  put("secrets/acme-api-token", "mine");
  rmSync(join(root, "configs"), { recursive: true });
  const { code, lines } = await run(`${FILE} --write-secrets --force`);
  expect([code, lines.at(-1)]).toEqual([
    1,
    "problem: secrets/acme-api-token exists with another content and is never written over; move it away, or leave --write-secrets out",
  ]);
  expect([read("secrets/acme-api-token"), existsSync(join(root, "configs"))]).toEqual(["mine", false]);
});

test("nothing half written where a folder cannot be written to", async () => {
  put("configs", "a file where a folder should be");
  expect((await run(`${FILE} --write-secrets`)).code).toMatch(/configs/);
  expect(present()).toEqual([FILE, "configs"]);
});

test("requirements are written beside the file", async () => {
  put(FILE, compose({ environment: ["_PIP_ADDITIONAL_REQUIREMENTS: pandas"] }));
  expect((await run(FILE)).code).toBe(0);
  expect(read("configs/acme-requirements.txt")).toBe("pandas\n");
  expect(read("configs/acme.yaml")).toContain("requirements: ./configs/acme-requirements.txt");
});

const open = "$" + "{";

test("variables: the shell, then .env beside the file or --env-file", async () => {
  put(FILE, compose({ environment: [`STAGE: ${open}STAGE}`, `KIND: ${open}KIND:-none}`] }));
  put("acme/.env", "STAGE=of-env\nKIND=of-env\n");
  put("other.env", "STAGE=of-file\n");
  const stage = async (args: string, environment: NodeJS.ProcessEnv = {}) => {
    await run(`${FILE} --force ${args}`, environment);
    return read("configs/acme.yaml").match(/(STAGE|KIND): \S+/g);
  };
  expect(await stage("")).toEqual(["STAGE: of-env", "KIND: of-env"]);
  expect(await stage("", { STAGE: "of-shell" })).toEqual(["STAGE: of-shell", "KIND: of-env"]);
  expect(await stage("--env-file other.env")).toEqual(["STAGE: of-file", "KIND: none"]);
  expect((await run(`${FILE} --env-file none.env`)).code).toBe("--env-file none.env: it does not exist; make it");
});

test("a file that would be refused is shown with its problems, and not written", async () => {
  put(FILE, compose({ workers: { gpu: ["command: celery worker"], "gpu-1": ["command: celery worker"] } }));
  const { code, lines } = await run(FILE);
  expect([code, present()]).toEqual([1, [FILE]]);
  expect(lines.filter((line) => /^plain: # yaml/.test(line)).length).toBe(1);
  expect(lines.slice(-2)).toEqual([
    'problem: configs/acme.yaml:11:3 workers.gpu-1: worker 1 of pool "gpu" is named worker-gpu-1 as well; choose a name that is not "gpu-NUMBER"',
    "problem: The file above would be refused for this, so nothing was written: mend the compose file and import again, or print it with --print and mend that.",
  ]);
});

test("docker-compose.override.yml is named, not read", async () => {
  put("acme/docker-compose.override.yml", "services: {}\n");
  expect((await run(FILE)).lines.join()).toContain(
    "acme/docker-compose.override.yml:1: it was not read; import what `docker compose config` prints to have it with the file",
  );
});

test.each([
  ["", "expected COMPOSE-FILE, as in: npm run import -- docker-compose.yml (see --help)"],
  [
    "a.yml b.yml",
    'expected COMPOSE-FILE and flags only, got "b.yml"; `docker compose config` prints several compose files as one (see --help)',
  ],
  [`${FILE} --nam x`, 'unknown flag --nam; did you mean "--name"? (see --help)'],
])("command line %j", async (args, message) => {
  expect((await run(args)).code).toBe(message);
});

test("no such file, and a file that is no text", async () => {
  const line = "; name a compose file: npm run import -- docker-compose.yml";
  expect(await run("none.yml")).toEqual({ code: 1, lines: [`problem: none.yml:1: it does not exist${line}`] });
  writeFileSync(join(root, "binary.yml"), Buffer.from([0xff, 0xfe, 0x00]));
  expect(await run("binary.yml")).toEqual({ code: 1, lines: [`problem: binary.yml:1: it is not UTF-8 text${line}`] });
});
