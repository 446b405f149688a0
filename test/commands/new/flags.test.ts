import { readFlags } from "../../../commands/new/flags";
import { poolFlag } from "../../../commands/new/pool-flag";
import { brokerFlag, databaseFlag } from "../../../commands/new/server-flag";

const pool = (name: string, queues: string[], replicas = "1", concurrency = "16") => ({
  name,
  queues,
  replicas,
  concurrency,
});

test.each([
  ["default=default", pool("default", ["default"])],
  ["gpu=gpu,training:2x8", pool("gpu", ["gpu", "training"], "2", "8")],
  ["gpu=team-a/etl:gpu.v2,x:2x8", pool("gpu", ["team-a/etl:gpu.v2", "x"], "2", "8")],
  ["gpu=gpu, training", pool("gpu", ["gpu", "training"])],
  ["gpu=q:0x1", pool("gpu", ["q"], "0", "1")],
  ["gpu=", pool("gpu", [""])],
  ["gpu", undefined],
  ["gpu=q:2", undefined],
  ["gpu=q:2x", undefined],
  ["gpu=q:2x8x1", undefined],
  ["a=b=c", undefined],
])("pool %s", (text, expected) => expect(poolFlag(text)).toEqual(expected));

const database = {
  engine: "postgres",
  host: "db.x",
  port: undefined,
  name: "airflow",
  user: "airflow",
  secret: "airflow-database",
};

test.each([
  ["postgres://db.x", database],
  ["postgresql://db.x/", database],
  ["postgres://me@db.x:6432/meta", { ...database, port: "6432", user: "me", name: "meta" }],
  ["mysql://me%40here@db.x", { ...database, engine: "mysql", user: "me@here" }],
  ["mysql://me%zz@db.x", { ...database, engine: "mysql", user: "me%zz" }],
  ["db.x", /^expected own, or postgres:/],
  ["postgres://", /^expected own, or postgres:/],
  ["sqlite://db.x", /^expected own, or postgres:/],
  ["postgres://db.x:99999", /^expected own, or postgres:/],
  ["postgres://db.x/a?sslmode=require", /^expected own, or postgres:/],
  ["postgres://me:hunter2@db.x", /^a password never stands on a command line.*--database-secret$/],
])("database %s", (text, expected) => {
  const read = databaseFlag(text);
  expect(read).toEqual(expected instanceof RegExp ? expect.stringMatching(expected) : expected);
  expect(JSON.stringify(read)).not.toContain("hunter2");
});

const broker = { host: "r.x", port: "6379", database: "0", user: undefined, secret: "airflow-broker", tls: false };

test.each([
  ["redis://r.x", undefined, broker],
  ["redis://me@r.x:6380/3", "other", { ...broker, user: "me", port: "6380", database: "3", secret: "other" }],
  ["rediss://r.x", "none", { ...broker, tls: true, secret: undefined }],
  ["amqp://r.x", undefined, /^expected own, or redis:/],
  ["redis://:hunter2@r.x", undefined, /^a password never stands .*--broker-secret$/],
])("broker %s %s", (text, secret, expected) => {
  expect(brokerFlag(text, secret)).toEqual(expected instanceof RegExp ? expect.stringMatching(expected) : expected);
});

test("what is not given stays open", () => {
  expect(readFlags([])).toEqual({ given: {}, flower: undefined, yes: false, print: false, force: false });
});

test("every flag", () => {
  const args =
    "prod --target docker --airflow 3.3.1 --executor local --pool ab=cd --dags-git g --dags-ref r --git-sync-image i:1 " +
    "--database own --broker redis://r.x --broker-secret none --port 9090 --no-flower --max-task-duration none -y --print --force";
  expect(readFlags(args.split(" "))).toEqual({
    given: {
      stack: "prod",
      target: "docker",
      version: "3.3.1",
      executor: "LocalExecutor",
      pools: [pool("ab", ["cd"])],
      dags: { from: "git", url: "g", ref: "r" },
      gitSyncImage: "i:1",
      database: "own",
      broker: { ...broker, secret: undefined },
      port: "9090",
      longestTask: undefined,
    },
    flower: false,
    yes: true,
    print: true,
    force: true,
  });
});

test.each([
  ["--poool x=y", 'unknown flag --poool; did you mean "--pool"? (see --help)'],
  ["-x", /^unknown flag -x; known: /],
  ["--port", /--port/],
  ["one two", 'expected NAME and flags only, got "two"; one name is enough (see --help)'],
  ["--port 1 --port 2", "--port: given twice, once is enough (see --help)"],
  ["--port --yes", "--port: expected a value, NUMBER, got none (see --help)"],
  ["--airflow= --yes", "--airflow: expected a value, VERSION, got none (see --help)"],
  ["--yes=1", '--yes: expected no value, got "1" (see --help)'],
  ["--no-yes", "unknown flag --no-yes; "],
  ["--no-port", "unknown flag --no-port; "],
  ["--pool gpu", '--pool: expected NAME=QUEUE[,QUEUE...][:WORKERSxTASKS], got "gpu"'],
  ["--dags-folder a --dags-image b", "expected one of --dags-folder, --dags-git and --dags-image"],
  ["--dags-ref a", "--dags-ref: goes with --dags-git only"],
  [
    "--database-secret x",
    "--database-secret: goes with --database ADDRESS only, a server of our own has a generated password",
  ],
  [
    "--broker own --broker-secret x",
    "--broker-secret: goes with --broker ADDRESS only, a server of our own has a generated password",
  ],
  ["--database x", /^--database: expected own, or postgres:/],
])("%s is refused", (args, message) => {
  expect(() => readFlags(args.split(" "))).toThrow(message);
});
