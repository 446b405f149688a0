import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newDeployment } from "../../commands/new";
import { Checkout, file } from "../support/checkout";
import { recording } from "../support/print";
import { ENTER, ScriptedAsker } from "../support/scripted-asker";

let checkout: Checkout;
beforeEach(() => {
  checkout = new Checkout({ old: file() });
});
afterEach(() => checkout.remove());

/** What a person who answers so is shown, and the file that comes out, without its comments. */
async function answer(answers: Readonly<Record<string, readonly (string | typeof ENTER)[]>>, ...args: string[]) {
  const asker = new ScriptedAsker(answers);
  const print = recording();
  const code = await newDeployment(checkout.root, args, print, asker);
  expect(asker.left()).toEqual([]);
  const name = /Written: (.*)/.exec(print.lines.join("\n"))?.[1];
  const text = name === undefined ? "" : readFileSync(join(checkout.root, name), "utf8");
  const keys = text.split("\n").filter((line) => line !== "" && !line.trim().startsWith("#"));
  return { code, asked: asker.lines, printed: print.lines, name, keys };
}

test("Enter all the way: each question shows its default, and the file is the smallest good one", async () => {
  const { asked, name, keys } = await answer({});
  expect(asked).toEqual([
    "Where should it run?: docker",
    "Name of the stack, and of its file: airflow",
    "Airflow (3.1 and newer 3.x; 2.11.x is out of support): 3.3.2",
    "Who runs the tasks?: CeleryExecutor",
    "Workers come in pools. A task waits in its queue until a worker of a pool that has the queue is free.",
    "Pool: name: default",
    "Pool default: queues, with commas between: default",
    "Pool default: tasks at once, each worker: 16",
    "Pool default: workers: 1",
    "Another pool?: false",
    "DAGs: folder",
    "DAGs: folder: ./examples/dags",
    "./examples/dags is not there yet: make it before you deploy.",
    "Metadata database: own",
    "Broker, which hands the tasks to the workers: own",
    "Port of the webserver: 8080",
    "Flower, a page that shows the workers?: false",
    "Longest that a task may run, such as 45m or 6h: none",
  ]);
  expect(name).toBe("configs/airflow.yaml");
  expect(keys).toHaveLength(7);
});

test("a name is refused as it is typed, and mended", async () => {
  const { asked, name } = await answer({ "Name of the stack": ["My Stack", "old", "prod"] });
  expect(asked.filter((line) => line.startsWith("refused"))).toEqual([
    expect.stringMatching(/^refused "My Stack": expected a name of 2 to 20 characters/),
    'refused "old": configs/old.yaml is there already: take another name, or --force to write over it',
  ]);
  expect(name).toBe("configs/prod.yaml");
});

test("pools are asked for until the default queue has a worker", async () => {
  const { asked, keys } = await answer({
    "Pool: name": ["gpu", "gpu", "main"],
    "Pool gpu: queues": ["gpu main", "gpu,, training", "gpu, training"],
    "Pool gpu: tasks": ["many", "8"],
    "Pool gpu: workers": ["0.5", "2"],
    "Pool main: queues": [ENTER],
    "Pool main: workers": ["0"],
    "Pool default: workers": [ENTER],
  });
  expect(asked.filter((line) => /^(refused|No worker)/.test(line))).toEqual([
    expect.stringMatching(/^refused "gpu main": expected a queue name of /),
    expect.stringMatching(/^refused "gpu,, training": expected a queue name of /),
    expect.stringMatching(/^refused "many": expected a whole number, got "many"/),
    expect.stringMatching(/^refused "0\.5": /),
    'No worker has the queue "default" yet. Tasks go there that name no queue; they would wait for ever.',
    'refused "gpu": pool "gpu" is there already',
    // Pool main has the queue and no worker.
    'No worker has the queue "default" yet. Tasks go there that name no queue; they would wait for ever.',
  ]);
  expect(keys.slice(keys.indexOf("workers:"))).toEqual([
    "workers:",
    "  gpu:",
    "    queues: [gpu, training]",
    "    concurrency: 8",
    "    replicas: 2",
    "  main:",
    "    queues: [default]",
    "    replicas: 0",
    "  default:",
    "    queues: [default]",
  ]);
});

test("a second pool, whose queue is called like it unless one says otherwise", async () => {
  const { keys } = await answer({ "Pool: name": [ENTER, "reports"], "Another pool": ["y"] });
  expect(keys.slice(-4)).toEqual(["  default:", "    queues: [default]", "  reports:", "    queues: [reports]"]);
});

test("LocalExecutor has no pools, no broker and no Flower to ask for", async () => {
  const { asked, keys } = await answer({ "Who runs": ["LocalExecutor"] });
  expect(asked.filter((line) => /Pool|Broker|Flower/.test(line))).toEqual([]);
  expect(keys).toContain("  executor: LocalExecutor");
  expect(keys.join()).not.toContain("workers");
});

test("2.11 says that it is out of support, and wants an image of git-sync", async () => {
  const { asked, printed, keys } = await answer({
    "Airflow (": ["3.0.2", "2.11.2"],
    DAGs: ["git", "https://example.com/d.git", "release"],
    "This release cannot read git": ["git-sync", "registry/git-sync:v4.4.2"],
  });
  expect(asked.filter((line) => line.startsWith("refused"))).toEqual([
    expect.stringMatching(/^refused "3\.0\.2": Airflow 3\.0\.2 is not supported/),
    expect.stringMatching(/^refused "git-sync": expected an image with a version/),
  ]);
  expect(printed[0]).toMatch(/^warn: Airflow 2\.x is out of support since/);
  expect(keys).toEqual(
    expect.arrayContaining([
      "    git: https://example.com/d.git",
      "    ref: release",
      "  gitSyncImage: registry/git-sync:v4.4.2",
    ]),
  );
});

test("existing servers", async () => {
  const { asked, keys, printed } = await answer({
    "Metadata database": ["mysql"],
    "Database: host": ["db.example.com"],
    "Database: port": ["x", ENTER],
    "Database: its name": ["my db", "meta"],
    "Database: name of the secret": ["a b", ENTER],
    "Broker, which": ["existing"],
    "Broker: host": ["redis.example.com"],
    "Broker: number": ["16", "1"],
    "Broker: name of the secret": ["none"],
    "Broker: TLS": ["y"],
  });
  expect(asked.filter((line) => line.startsWith("refused")).map((line) => line.split(":")[0])).toEqual([
    'refused "x"',
    'refused "my db"',
    'refused "a b"',
    'refused "16"',
  ]);
  expect(keys.slice(keys.indexOf("metadataDatabase:"))).toEqual([
    "metadataDatabase:",
    "  engine: mysql",
    "  host: db.example.com",
    "  name: meta",
    "  password: { secret: airflow-database }",
    "broker:",
    "  host: redis.example.com",
    "  database: 1",
    "  tls: true",
  ]);
  expect(printed).toContain("plain:   mkdir -p secrets && openssl rand -base64 24 > secrets/airflow-database");
});

test("what flags give is not asked again", async () => {
  const { asked, keys } = await answer(
    { "Port of": ["64998"] },
    ..."prod --airflow 3.3.1 --pool default=default --dags-image /opt/d --max-task-duration 45m --flower".split(" "),
  );
  expect(asked).toEqual([
    "Where should it run?: docker",
    "Who runs the tasks?: CeleryExecutor",
    "Metadata database: own",
    "Broker, which hands the tasks to the workers: own",
    "Port of the webserver: 8080",
  ]);
  expect(keys).toContain("  port: 64998");
});

test("a cloud asks for what nobody can guess, and neither for a port nor for who runs the tasks", async () => {
  const { asked, printed, name, keys } = await answer({
    "Where should": ["aws-ecs"],
    "Account, its": ["12345", "012345678901"],
    "Region, such": ["eu-central-1"],
    "Bucket of": ["acme-state"],
    "Address that": ["https://airflow.example.com"],
    "Certificate of": [ENTER],
    "Id of the": ["Z0123456789ABC"],
    "Addresses of": ["0.0.0.0/33", "203.0.113.0/24"],
  });
  expect(asked.filter((line) => line.startsWith("refused")).map((line) => line.split(":")[0])).toEqual([
    'refused "12345"',
    'refused "0.0.0.0/33"',
  ]);
  expect(asked.filter((line) => /^(Port|Who runs)/.test(line))).toEqual([]);
  expect(name).toBe("configs/airflow.yaml");
  expect(keys).toEqual(expect.arrayContaining(["target: aws-ecs", 'account: "012345678901"', "region: eu-central-1"]));
  expect(printed.slice(-3)).toEqual([
    "plain:   npm run image airflow",
    "plain:   npx cdktf synth",
    "plain:   npx cdktf deploy airflow",
  ]);
});

test("flags that cannot be good are refused before the first question", async () => {
  const { code, asked } = await answer({}, "prod", "--pool", "gpu=gpu");
  expect({ code, asked }).toEqual({ code: 1, asked: [] });
});

test("leaving writes nothing", async () => {
  class Leaver extends ScriptedAsker {
    override async yes(): Promise<boolean> {
      throw Object.assign(new Error("left"), { name: "ExitPromptError" });
    }
  }
  const print = recording();
  expect(await newDeployment(checkout.root, [], print, new Leaver({}))).toBe(130);
  expect(print.lines).toEqual(["problem: Left: nothing was written."]);
  expect(existsSync(join(checkout.root, "configs/airflow.yaml"))).toBe(false);
});
