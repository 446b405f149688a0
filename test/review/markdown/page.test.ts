import { markdown } from "../../../lib/review/markdown";
import type { At, Review } from "../../../lib/review/model";
import { sampleReview } from "../../support/review";
import { manyPools, NAUGHTY, naughtyReview, withPools } from "../../support/review-variations";

const link = ({ file, line }: At) => `../../${file}#L${line}`;
const page = (review: Review) => markdown(review, { link });
const lines = (review: Review) => page(review).split("\n");

/** Rows of the table below a heading, without the two lines of its head. */
function rows(review: Review, heading: string): string[] {
  const all = lines(review);
  const begin = all.indexOf(`## ${heading}`);
  const end = all.findIndex((line, index) => index > begin && line.startsWith("## "));
  return all
    .slice(begin, end < 0 ? undefined : end)
    .filter((line) => line.startsWith("|"))
    .slice(2);
}

test("its sections, risks first", () => {
  const headings = lines(sampleReview()).filter((line) => /^(#|> \[!)/.test(line));
  expect(headings).toEqual([
    "# Review of `local-docker`",
    "> [!CAUTION]",
    "> [!NOTE]",
    "## Summary",
    "## Release",
    "## Who talks to whom",
    "## Queues",
    "## Worker pools",
    "## Ports",
    "## Processes",
    "## Secrets",
    "## Connections to the metadata database",
    "## Destroy",
  ]);
});

test.each([
  ["Summary", "| [Time zone](../../configs/local-docker.yaml#L5) | `Asia/Seoul` |"],
  ["Summary", "| [Executor](../../configs/local-docker.yaml#L3) *default* | `CeleryExecutor` |"],
  ["Queues", "| [`training`](../../configs/local-docker.yaml#L13) | `training`, `gpu` | 4 |"],
  [
    "Worker pools",
    "| [`gpu`](../../configs/local-docker.yaml#L14) | `gpu`, `training` | 2 × 1 = 2 | no limit | 6 h | [Docker socket](../../configs/local-docker.yaml#L19): group 999 |",
  ],
  ["Ports", "| `5555` | [`flower`](../../configs/local-docker.yaml#L10) | `127.0.0.1:5555`: Only this host | people |"],
  ["Ports", "| `8793` | `worker-default`, `worker-training`, `worker-gpu` | no | webserver |"],
  [
    "Processes",
    "| [`flower`](../../configs/local-docker.yaml#L10) | 1 | `airflow celery flower` | no limit | GET /healthcheck every 30 s | 1 min | The page of queues and workers is away; nothing else |",
  ],
  [
    "Secrets",
    "| [`flower`](../../configs/local-docker.yaml#L10) *default* | generated, once | Terraform's state | `flower` |",
  ],
])("%s has a row", (heading, row) => {
  expect(rows(sampleReview(), heading)).toContain(row);
});

test("a risk, the connections and what is lost, each with its line", () => {
  const text = page(sampleReview());
  expect(text).toContain(
    "> - [Every task can write to ./scripts of this host](../../configs/local-docker.yaml#L22). Leave readOnly out.",
  );
  expect(text).toContain(
    "[67 of 100 when all of it is busy](../../configs/local-docker.yaml#L2) *default*: scheduler 11,",
  );
  expect(text).toContain(
    "- [volume local-docker-logs](../../configs/local-docker.yaml#L20) *default*: logs of all tasks\n\nIt keeps:\n\n- secrets/:",
  );
});

test("names that Markdown would misread stand in their cell as they are written", () => {
  const cells = rows(naughtyReview(), "Queues").map((row) => row.split(/(?<!\\)\|/).slice(1, -1));
  expect(cells.map((row) => row.length)).toEqual(cells.map(() => 3));
  const shown = cells.slice(-NAUGHTY.length).map(([cell = ""]) => codeOf(cell.trim()));
  // The queue of a pool is named after it.
  expect(shown).toEqual(NAUGHTY.map((name) => `q-${name}`.replace(/\s+/g, " ").trim()));
});

/** The text of a cell that is one piece of code, or all text, by the rules of CommonMark and GFM. */
function codeOf(cell: string): string {
  const [, fence, inside = ""] = /^(`+)(.*?)\1(?!`)/.exec(cell) ?? [];
  if (fence === undefined) return cell.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
  const text = inside.replaceAll("\\|", "|");
  return /^ .*[^ ].* $/.test(text) ? text.slice(1, -1) : text;
}

test("sentences are escaped, and what GitHub would act on is code", () => {
  const [risk] = sampleReview().risks;
  if (risk === undefined) throw new Error("the sample lost its risks");
  const what = "*a* _b_ <b>c</b> ~~d~~ [e](f) | `g` @team #12 :tada: $x$ (https://a.b/_c_).\nnext\u202e";
  const text = page({ ...sampleReview(), risks: [{ ...risk, what, remedy: "" }] });
  expect(text).toContain(
    "> - [\\*a\\* \\_b\\_ \\<b>c\\</b> \\~\\~d\\~\\~ \\[e\\](f) | \\`g\\` `@team` `#12` `:tada`: `$x$` (`https://a.b/_c_`). next\ufffd](",
  );
});

test("a line that no address is known for is not linked", () => {
  expect(markdown(sampleReview(), { link: () => undefined })).not.toMatch(/\]\(/);
});

test("nothing consumes queues: those tables are left out", () => {
  const text = page({ ...sampleReview(), queues: [], pools: [], risks: [] });
  expect(text).not.toMatch(/## (Queues|Worker pools)/);
  expect(text).toContain("The file chose no known risk.");
});

test("of a hundred pools each has its row, and lists of workers stay short", () => {
  const review = withPools(manyPools(100));
  const all = review.processes.filter(({ role }) => role === "worker").map(({ name }) => name);
  const reads = review.secrets.map((secret) => ({ ...secret, readers: [...all, "scheduler"] }));
  expect(rows(review, "Worker pools")).toHaveLength(103);
  expect(rows({ ...review, secrets: reads }, "Secrets")[0]).toMatch(/\| `scheduler`, all 103 workers \|$/);
  expect(rows(review, "Ports")).toContain("| `8793` | all 103 workers | no | webserver |");
});

test("address ranges that are let in are told with the address", () => {
  const sample = sampleReview();
  const ports = sample.ports.map((port) =>
    port.published === undefined ? port : { ...port, published: { ...port.published, from: ["203.0.113.0/24"] } },
  );
  expect(rows({ ...sample, ports }, "Ports")[0]).toContain("`127.0.0.1:8080`: Only this host, from `203.0.113.0/24`");
});

test("processes that live in different places say where", () => {
  const { processes } = sampleReview();
  const moved = processes.map((one, index) => (index === 0 ? { ...one, places: ["master", "network a"] } : one));
  const [first] = rows({ ...sampleReview(), processes: moved }, "Processes");
  expect(first).toMatch(/\| master › network a \|$/);
  expect(page(sampleReview())).toContain("\nAll of it lives in Docker host › network airflow-prod.\n");
});
