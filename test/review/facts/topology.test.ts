import { only, reviewOf } from "../../support/reviewed";

const MYSQL = "metadataDatabase: { engine: mysql, host: db.example.com, password: { secret: db } }";

/** `from -> to :port`, what. */
const links = (...lines: string[]) =>
  reviewOf(...lines).picture.links.map(({ from, to, port, what }) => `${from} -> ${to} :${port} ${what}`);

test("people reach the published port, workers the inner one", () => {
  const found = links("webserver: { port: 9000 }", "flower: { port: 9001 }");
  expect(found).toContain("people -> webserver :9000 UI and API");
  expect(found).toContain("people -> flower :9001 Flower");
  expect(found).toContain("worker-default -> webserver :8080 execution API");
});

test("2.11 has no execution API", () => {
  const found = links('airflow: { version: "2.11.2", dags: { folder: ./dags } }');
  expect(found.filter((link) => link.endsWith("execution API"))).toEqual([]);
  expect(found).toContain("webserver -> worker-default :8793 logs of running tasks");
});

test("two webservers are reached through the proxy only", () => {
  const found = links("webserver: { replicas: 2 }").filter((link) => /people|proxy/.test(link));
  expect(found).toEqual([
    "people -> webserver-proxy :8080 UI and API",
    "webserver-proxy -> webserver :8795 UI and API",
  ]);
});

test("an existing database is outside, and every process calls it by its port", () => {
  const { picture } = reviewOf(MYSQL);
  const database = only(picture.nodes, ({ id }) => id === "metadata-database");
  expect(database).toMatchObject({ kind: "existing", place: "outside", lines: ["db.example.com:3306"] });
  expect(only(picture.places, ({ id }) => id === "outside").kind).toBe("outside");
  const callers = picture.links.filter(({ to, port }) => to === "metadata-database" && port === "3306");
  expect(callers.map(({ from }) => from).sort()).toEqual(
    ["dag-processor", "migration", "scheduler", "triggerer", "webserver", "worker-default"].sort(),
  );
});

test("an existing broker is called by those that send, run and watch tasks", () => {
  const found = links("broker: { host: redis.example.com, port: 6380, password: { secret: r } }", "flower: {}");
  expect(found.filter((link) => link.includes("-> broker")).sort()).toEqual([
    "flower -> broker :6380 task queues",
    "scheduler -> broker :6380 task queues",
    "worker-default -> broker :6380 task queues",
  ]);
});

test("LocalExecutor has neither broker nor workers", () => {
  const { picture, pools, queues } = reviewOf(
    'airflow: { version: "3.3.2", executor: LocalExecutor, dags: { folder: ./dags } }',
    "workers: {}",
  );
  expect(picture.nodes.map(({ id }) => id)).toEqual([
    "people",
    "metadata-database",
    "migration",
    "webserver",
    "scheduler",
    "dag-processor",
    "triggerer",
  ]);
  expect([pools, queues]).toEqual([[], []]);
});

test("on 3.x the processes that load DAGs read the repository, on 2.11 git-sync does", () => {
  const dags = "dags: { git: https://example.com/acme/dags.git }";
  const to = (found: string[]) => found.filter((link) => link.includes("-> repository"));
  expect(to(links(`airflow: { version: "3.3.2", ${dags} }`))).toEqual([
    "dag-processor -> repository :443 git",
    "triggerer -> repository :443 git",
    "worker-default -> repository :443 git",
  ]);
  const old = links(`airflow: { version: "2.11.2", ${dags} }`, "docker: { gitSyncImage: registry/git-sync:v4.4.0 }");
  expect(to(old)).toEqual(["git-sync -> repository :443 git"]);
});

test("a pool's box tells workers, slots and queues", () => {
  const { picture } = reviewOf("workers: { gpu: { queues: [default, gpu], concurrency: 2, replicas: 3 } }");
  const { lines, group } = only(picture.nodes, ({ id }) => id === "worker-gpu");
  expect([group, ...lines]).toEqual(["worker", "3 x 2 slots", "queues: default, gpu"]);
});
