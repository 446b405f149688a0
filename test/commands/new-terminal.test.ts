import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const ROOT = join(__dirname, "../..");
const NEW = join(ROOT, "commands/new.ts");
const TSX = pathToFileURL(require.resolve("tsx", { paths: [ROOT] })).href;
const [ENTER, INTERRUPT, END] = ["\r", "\u0003", "\u0004"];

/** A pseudo-terminal comes from Python's own library, which Windows' has not. */
const without = spawnSync("python3", ["-c", "import pty, os; os.waitstatus_to_exitcode"]).status !== 0;
if (without) process.stderr.write("new-terminal.test.ts: not run, python3 3.9 or newer with pty was not found\n");

let project = "";
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "terminal-"));
  mkdirSync(join(project, "configs"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** Types each answer once its question stands on the screen. */
async function type(steps: readonly (readonly [string, string])[], ...args: string[]) {
  const driver = join(__dirname, "terminal.py");
  const program = [process.execPath, `--import=${TSX}`, NEW, ...args];
  const { stdout } = await promisify(execFile)("python3", [driver, JSON.stringify(steps), ...program], {
    cwd: project,
  });
  const { code, shown, left }: { code: number; shown: string; left: unknown[] } = JSON.parse(stdout);
  return { code, shown, left, files: readdirSync(join(project, "configs")) };
}

const file = (stack: string) => readFileSync(join(project, "configs", `${stack}.yaml`), "utf8");

/** The questions from the executor on, each with Enter. */
const REST = [
  "Who runs",
  "Pool: name",
  "queues, with",
  "tasks at once",
  "workers",
  "Another",
  "DAGs",
  "folder",
  "Metadata",
  "Broker",
  "Port",
  "Flower",
  "Longest",
];
const enter = (questions: readonly string[]) => questions.map((question): [string, string] => [question, ENTER]);

(without ? describe.skip : describe)("in a terminal", () => {
  test("Enter all the way", async () => {
    const { code, shown, left, files } = await type(enter(["Where should", "Name of", "Airflow (", ...REST]));
    expect({ code, left, files }).toEqual({ code: 0, left: [], files: ["airflow.yaml"] });
    expect(shown).toMatch(/Written: configs\/airflow\.yaml\nNext:\n {2}npx cdktf synth\n {2}npm run up airflow\n$/);
    expect(file("airflow")).toContain("queues: [default]");
  }, 90_000);

  test("the other target, chosen with an arrow", async () => {
    const { code, left, files } = await type([
      ["Where should", `\u001b[B${ENTER}`],
      ...enter(["Name of", "Airflow (", ...REST.slice(1, REST.indexOf("folder"))]),
      ...enter(["folder", "Metadata", "Broker"]),
      ["Account, its", `012345678901${ENTER}`],
      ["Region, such", `eu-central-1${ENTER}`],
      ["Bucket of", `acme-state${ENTER}`],
      ["Address that", `https://airflow.example.com${ENTER}`],
      ...enter(["Certificate of"]),
      ["Id of the", `Z0123456789ABC${ENTER}`],
      ["Addresses of", `203.0.113.0/24${ENTER}`],
      ...enter(["Flower", "Longest"]),
    ]);
    expect({ code, left, files }).toEqual({ code: 0, left: [], files: ["airflow.yaml"] });
    expect(file("airflow")).toMatch(/^target: aws-ecs\n/m);
  }, 90_000);

  test("an invalid name, then a good one; two pools with queues", async () => {
    const { code, shown, left, files } = await type([
      ...enter(["Where should"]),
      ["Name of", `Prod${ENTER}`],
      // Backspace: the refused answer stays there to be mended.
      ["expected a name of 2 to 20 characters", `${"\u007f".repeat(4)}prod${ENTER}`],
      ...enter(["Airflow (", "Who runs"]),
      ["Pool: name", `gpu${ENTER}`],
      ["queues, with", `gpu, training${ENTER}`],
      ["tasks at once", `8${ENTER}`],
      ["workers", `2${ENTER}`],
      ...enter(["Pool: name", "queues, with", "tasks at once", "workers", "Another"]),
      ...enter(REST.slice(REST.indexOf("DAGs"))),
    ]);
    expect({ code, left, files }).toEqual({ code: 0, left: [], files: ["prod.yaml"] });
    expect(shown).toContain('No worker has the queue "default" yet.');
    expect(file("prod")).toContain(
      "  gpu:\n    queues: [gpu, training]\n    concurrency: 8\n    replicas: 2\n  default:\n",
    );
  }, 90_000);

  test.each([
    ["Ctrl-C", INTERRUPT],
    ["Ctrl-D", END],
  ])(
    "%s leaves nothing behind",
    async (_, key) => {
      const { code, shown, left, files } = await type([...enter(["Where should", "Name of"]), ["Airflow (", key]]);
      expect({ code, left, files }).toEqual({ code: 130, left: [], files: [] });
      expect(shown.match(/Left: nothing was written\.\n/g)).toHaveLength(1);
      expect(shown).not.toMatch(/Error|at .*\.ts/);
    },
    90_000,
  );
});

test("without a terminal: the flags that are missing, and exit code 1", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--import=${TSX}`, NEW, "prod"], {
    cwd: project,
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(
    /^no terminal to ask in: give --target TARGET, --airflow VERSION, .*; or --yes for the defaults\n$/,
  );
}, 90_000);
