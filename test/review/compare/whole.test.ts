import { compare } from "../../../lib/review/compare";
import { KINDS } from "../../../lib/review/compare/change";
import { sampleReview } from "../../support/review";
import { called, changed, edited, told } from "../../support/review-compare";
import { reviewed } from "../../support/reviewed";

const release = (version: string) => ({ release: { version, kind: "unknown" as const, words: [] } });

test.each([
  [
    "2.11.2",
    "3.3.2",
    "notice Airflow 2.11.2 -> 3.3.2: an upgrade - the database is migrated; the old version does not start afterwards",
  ],
  [
    "3.10.0",
    "3.9.0",
    "danger Airflow 3.10.0 -> 3.9.0: a downgrade - the older version does not start on the migrated database; restore a backup first",
  ],
])("Airflow %s to %s", (old, now, words) => {
  expect(
    told(
      () => release(now),
      () => release(old),
    ),
  ).toEqual([words]);
});

test.each([
  ["Image", "acme/airflow@sha256:0", "Image: apache/airflow:3.3.2 -> acme/airflow@sha256:0: rolling, no migration"],
  ["Executor", "LocalExecutor", "notice Executor: CeleryExecutor -> LocalExecutor"],
  ["Time zone", "utc", "Time zone: Asia/Seoul -> utc"],
])("%s", (name, value, words) => {
  expect(told(({ summary }) => ({ summary: edited(summary, called(name), { value }) }))).toEqual([words]);
});

test("an image that changes with its version is no rolling one", () => {
  const words = told(({ summary }) => ({
    ...release("3.4.0"),
    summary: edited(summary, called("Image"), { value: "apache/airflow:3.4.0" }),
  }));
  expect(words.at(-1)).toBe("Image: apache/airflow:3.3.2 -> apache/airflow:3.4.0");
});

test("servers that hold data", () => {
  const server = (value: string) => ({ summary: [{ name: "Metadata database", value }] });
  const own = () => server("our own postgres:17");
  expect(told(() => server("our own postgres:18"), own)).toEqual([
    "notice Metadata database: our own postgres:17 -> our own postgres:18; another major version may not read the data of the old one",
  ]);
  const existing = ({ processes }: { processes: ReturnType<typeof sampleReview>["processes"] }) => ({
    ...server("db:5432"),
    processes: processes.filter(({ role }) => role !== "metadata database"),
  });
  expect(told(existing, own)).toEqual([
    "notice Metadata database: our own postgres:17 -> db:5432; what the old one holds is not carried over",
    "notice process metadata-database does not run any more",
  ]);
});

test("another target", () => {
  expect(told(() => ({ target: "aws-ecs" }))).toEqual([
    "danger target: docker -> aws-ecs: another place; what runs at the old one is not moved",
  ]);
});

test("a new stack is one line, its risks, and what is open", () => {
  expect(compare(undefined, sampleReview()).map(({ level, words }) => `${level} ${words.slice(0, 70)}`)).toEqual([
    "danger new risk: Every task of pool gpu can do anything on this host: it has ",
    "notice new risk: Every task can write to ./scripts of this host. Leave readOn",
    "plain stack local-docker is new: Airflow 3.3.2 on docker, 4 queues and 3 poo",
  ]);
});

test("a stack that is gone goes on running", () => {
  expect(compare(sampleReview(), undefined)).toEqual([
    {
      stack: "local-docker",
      kind: "stack",
      subject: "local-docker",
      level: "notice",
      words:
        "stack local-docker is removed: configs/local-docker.yaml is gone, and what runs goes on until it is taken down with the old file",
    },
  ]);
  expect(compare(undefined, undefined)).toEqual([]);
});

test("the heaviest come first, and of one level in the order of KINDS", () => {
  const changes = changed(({ pools, queues }) => ({
    ...release("2.11.2"),
    target: "aws-ecs",
    risks: [],
    pools: edited(pools, called("gpu"), { size: "1 core" }),
    queues: queues.slice(1),
  }));
  const weights = changes.map(
    ({ level, kind }) => ["danger", "notice", "plain"].indexOf(level) * KINDS.length + KINDS.indexOf(kind),
  );
  expect(weights).toEqual([...weights].sort((a, b) => a - b));
  expect(new Set(changes.map(({ level }) => level)).size).toBe(3);
});

test("a file that only moved lines and changed comments changes nothing", () => {
  const [head, pools] = [
    'target: docker\nairflow: { version: "3.3.2", dags: { folder: ./dags }, timezone: utc }\n',
    "workers:\n  default: { queues: [default] }\n  gpu: { queues: [gpu], dockerSocket: { group: 999 } }\n",
  ];
  const [before, after] = [`${head}${pools}`, `# why\n\n${pools}\n\n# ${"-".repeat(60)}\n${head}`].map(
    (text) => reviewed(text).review,
  );
  expect(before).not.toEqual(after);
  expect(compare(before, after)).toEqual([]);
});

test("no line of the file is in the words", () => {
  const far = <T extends object>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(/"line":\d+/g, '"line":987654'));
  const words = compare(undefined, far(sampleReview())).concat(
    compare(
      { ...sampleReview(), summary: [], queues: [], pools: [], ports: [], secrets: [], processes: [] },
      far(sampleReview()),
    ),
  );
  expect(words.length).toBeGreaterThan(15);
  expect(words.filter((one) => one.words.includes("987654"))).toEqual([]);
});
