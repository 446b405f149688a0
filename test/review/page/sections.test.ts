import type { ComponentChild } from "preact";
import { h } from "preact";
import { render } from "preact-render-to-string";
import type { Review } from "../../../lib/review/model";
import { connections } from "../../../lib/review/page/connections";
import { type Context, contextOf } from "../../../lib/review/page/context";
import { release, title } from "../../../lib/review/page/head";
import { destroy, secrets } from "../../../lib/review/page/keeping";
import { ports } from "../../../lib/review/page/ports";
import { processes } from "../../../lib/review/page/processes";
import { source } from "../../../lib/review/page/source";
import { pools, queues } from "../../../lib/review/page/work";
import { sampleReview } from "../../support/review";
import { sampleSource } from "../../support/review-source";
import { manyPools, withPools } from "../../support/review-variations";

const context = (review: Review): Context => contextOf(review, [sampleSource]);
const html = (child: ComponentChild): string => render(h("div", null, child));
/** Texts of the cells of each row, the heading left out. */
const rows = (child: ComponentChild): string[][] =>
  [...html(child).matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)]
    .slice(1)
    .map(([, row = ""]) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => plain(cell)));
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ ,/g, ",")
    .trim();

const changed = (more: Partial<Review>): Context => context({ ...sampleReview(), ...more });

test("queues with the pools that consume them and the slots together", () => {
  expect(rows(queues(context(sampleReview())))).toEqual([
    ["default default :12", "default", "16"],
    ["reports :12", "default", "16"],
    ["training :13", "training, gpu", "4"],
    ["gpu :15", "gpu", "2"],
  ]);
});

test("pools as a sum, with what differs from the defaults", () => {
  expect(rows(pools(context(sampleReview())))[2]).toEqual([
    "gpu :14",
    "gpu, training",
    "2 × 1 = 2",
    "no limit",
    "6 h",
    "Docker socket: group 999 :19",
  ]);
});

test("a pool that scales has a range", () => {
  const [pool] = sampleReview().pools;
  if (pool === undefined) throw new Error("the sample has no pool");
  const scaled = { ...pool, replicas: { min: 2, max: 10 }, slots: { min: 32, max: 160 } };
  expect(rows(pools(changed({ pools: [scaled] })))[0]?.[2]).toBe("2 to 10 × 16 = 32 to 160");
});

test("published ports first, then equal ones in one row", () => {
  expect(rows(ports(context(sampleReview()))).map(([port, process, reach]) => [port, process, reach])).toEqual([
    ["8080 :9", "webserver", "127.0.0.1:8080 Only this host"],
    ["5555 :10", "flower", "127.0.0.1:5555 Only this host"],
    ["8793", "worker-default, worker-training, worker-gpu", "no"],
    ["8794", "triggerer", "no"],
    ["5432 default", "metadata-database", "no"],
    ["6379 default", "broker", "no"],
  ]);
});

test("address ranges that are let in stand below the address", () => {
  const [first, ...others] = sampleReview().ports;
  if (first?.published === undefined) throw new Error("the sample publishes no port first");
  const from = ["203.0.113.0/24", "0.0.0.0/0"];
  const review = changed({ ports: [{ ...first, published: { ...first.published, from } }, ...others] });
  expect(rows(ports(review))[0]?.[2]).toBe("127.0.0.1:8080 Only this host from 203.0.113.0/24, every address");
});

test("all of many workers are named together; some of them, one by one", () => {
  const review = withPools(manyPools(7));
  expect(rows(ports(context(review)))[2]?.[1]).toBe("all 10 workers");
  const readers = rows(secrets(context(review)))[1]?.[3];
  expect(readers).toBe("scheduler, worker-default, worker-training, worker-gpu, flower, broker");
});

test("a process with its command, its size and what happens when it stops", () => {
  const [first] = rows(processes(context(sampleReview())));
  expect(first).toEqual([
    "webserver :9",
    "airflow api-server no limit",
    "GET /api/v2/monitor/health every 30 s; after 5 misses it ends",
    "Nobody can log in; running tasks wait for its execution API killed 1 min after a stop began",
  ]);
});

test("where all live is said once; where they differ, by each", () => {
  expect(html(processes(context(sampleReview())))).toContain("All of it lives in Docker host › network airflow-prod.");
  const [one, ...others] = sampleReview().processes;
  if (one === undefined) throw new Error("the sample has no process");
  const text = html(processes(changed({ processes: [{ ...one, places: ["machine"] }, ...others] })));
  expect(text).not.toContain("All of it lives");
  expect(text).toContain("no limit; in machine");
});

test("the budget against its limit, as numbers and as a bar", () => {
  const text = html(connections(context(sampleReview())));
  expect(plain(text)).toContain("67 of 100 when all of it is busy; 33 are left.");
  expect(text).toContain('aria-label="59 used, 8 kept free, of 100"');
  expect(text).toMatch(/class="used" style="--part:59%;?"/);
});

test("an unknown limit has no bar", () => {
  const { limit, ...rest } = sampleReview().connections;
  const text = html(connections(changed({ connections: rest })));
  expect(limit).toBe(100);
  expect(plain(text)).toContain("The file does not say how many the existing server accepts.");
  expect(text).not.toContain("--part");
});

test.each([
  ["unknown", "not known what runs now"],
  ["first", "first deployment"],
  ["rolling", "same version"],
  ["upgrade", "upgrade from 3.1.0"],
  ["downgrade", "downgrade from 3.1.0"],
] as const)("a release of kind %s is %s", (kind, words) => {
  const one = changed({ release: { version: "3.3.2", deployed: "3.1.0", kind, words: ["First this", "then that"] } });
  expect(plain(html(title(one)))).toContain(`Release ${words}`);
  expect(plain(html(release(one)))).toMatch(/First this then that$/);
});

test("what destroy loses, and that nothing is kept", () => {
  const text = plain(html(destroy(changed({ destroy: { lost: sampleReview().destroy.lost, kept: [] } }))));
  expect(text).toContain("Lost volume local-docker-metadata-database-data default all DAG runs");
  expect(text).toMatch(/Kept nothing$/);
});

test("the file has a target for each of its lines, and none for the end of the last", () => {
  const text = html(source([{ path: "configs/a b.yaml", text: "one: <1>\r\ntwo: 2\n" }]));
  expect([...text.matchAll(/class="line" id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
    "configs/a~20.b.yaml:1",
    "configs/a~20.b.yaml:2",
  ]);
  expect(text).toContain("one: &lt;1>\n");
});
