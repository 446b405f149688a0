import { reaches } from "../../../lib/gcp/network/reach";
import { gcpReading } from "../../support/gcp";
import { recorded } from "../../support/recording-platform";

/** `FROM > TO PORT` of every way that is open. */
function ways(...entries: readonly string[]): string[] {
  const reading = gcpReading(...entries);
  return reaches(recorded(reading.deployment).workloads, reading)
    .flatMap(({ from, to, ports }) =>
      ports.map(({ port }) => `${"machine" in from ? from.machine : `(${from.google})`} > ${to} ${port}`),
    )
    .sort();
}

const people = ["(iap) > master 22", "(iap) > master 8080"];
const of = (pool: string) => [`(health-checks) > ${pool} 8796`, `(iap) > ${pool} 22`, `master > ${pool} 8793`];
const toStores = (pool: string) => [`${pool} > master 5432`, `${pool} > master 6379`];
const toApi = (pool: string) => `${pool} > master 8080`;

test.each<[name: string, entries: string[], expected: string[]]>([
  ["the smallest file", [], [...people, ...of("main"), ...toStores("main"), toApi("main")]],
  [
    "several pools, which do not reach each other",
    ["workers: { main: { queues: [default] }, gpu: { queues: [gpu] } }"],
    [...people, ...["main", "gpu"].flatMap((pool) => [...of(pool), ...toStores(pool), toApi(pool)])],
  ],
  [
    "pages at ports of the file, where workers still go to the process's own",
    ["webserver: { port: 8988 }", "flower: { port: 15555 }"],
    [
      "(iap) > master 22",
      "(iap) > master 8988",
      "(iap) > master 15555",
      ...of("main"),
      ...toStores("main"),
      toApi("main"),
    ],
  ],
  [
    "a load balancer",
    ["access: { domain: airflow.example.com }"],
    [...people, "(load-balancers) > master 8795", ...of("main"), ...toStores("main"), toApi("main")],
  ],
  [
    "2.11, which has no execution API",
    ['airflow: { version: "2.11.2" }'],
    [...people, ...of("main"), ...toStores("main")],
  ],
  ["stores of Google's", ["cloudSql: {}", "memorystore: {}"], [...people, ...of("main"), toApi("main")]],
  [
    "stores that exist",
    ["metadataDatabase: { host: db.example.com, password: { secret: pg } }", "broker: { host: redis.example.com }"],
    [...people, ...of("main"), toApi("main")],
  ],
  [
    "MySQL that exists, and a broker of our own",
    ["metadataDatabase: { engine: mysql, host: db.example.com, password: { secret: pg } }"],
    [...people, ...of("main"), "main > master 6379", toApi("main")],
  ],
  [
    "LocalExecutor, which has one machine",
    ['airflow: { version: "3.3.2", executor: LocalExecutor }', "workers: {}"],
    people,
  ],
])("with %s these ways are open, and no other", (_, entries, expected) => {
  expect(ways(...entries)).toEqual([...expected].sort());
});

test("a port that is open for two reasons says both", () => {
  const reading = gcpReading("webserver: { port: 8988 }", "flower: { port: 8988 }");
  const [pages] = reaches(recorded(reading.deployment).workloads, reading).flatMap(({ ports }) =>
    ports.filter(({ port }) => port === 8988),
  );
  expect(pages?.why).toBe("people reach the UI, people reach Flower");
});
