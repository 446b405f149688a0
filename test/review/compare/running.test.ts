import type { Port, Review } from "../../../lib/review/model";
import { called, changed, edited, told } from "../../support/review-compare";

describe("processes", () => {
  test.each([
    ["number", { replicas: { min: 2, max: 2 } }, "webserver: 1 -> 2 processes"],
    [
      "command",
      { command: ["airflow", "webserver"] },
      'webserver: its command "airflow api-server" -> "airflow webserver"',
    ],
    ["the image's own command", { command: [] }, 'webserver: its command "airflow api-server" -> of the image'],
    ["size", { size: "1 core" }, "webserver: its size no limit -> 1 core"],
    ["stop", { stopSeconds: 90 }, "webserver: killed 1 min 30 s after a stop began (was: 1 min)"],
    ["health", { health: "" }, "webserver: its health is asked in another way: not at all"],
    [
      "place",
      { places: ["master", "network a"] },
      "webserver: it moves from Docker host › network airflow-prod to master › network a",
    ],
  ])("%s", (_, edit, words) => {
    expect(told(({ processes }) => ({ processes: edited(processes, called("webserver"), edit) }))).toEqual([words]);
  });

  test("one that goes, and one that comes", () => {
    const proxy = { name: "webserver-proxy", role: "proxy" };
    expect(told(({ processes }) => ({ processes: edited(processes, called("flower"), proxy) }))).toEqual([
      "notice process flower does not run any more",
      "process webserver-proxy (proxy) is new",
    ]);
  });

  test("a worker's command is told only where its pool does not explain it", () => {
    const command = ["celery", "worker", "-c", "2"];
    const one = told(({ processes }) => ({ processes: edited(processes, called("worker-gpu"), { command }) }));
    expect(one).toEqual([
      'worker-gpu: its command "airflow celery worker --queues gpu --concurrency 16" -> "celery worker -c 2"',
    ]);
    const both = told(({ processes, pools }) => ({
      processes: edited(processes, called("worker-gpu"), { command, size: "1 core", stopSeconds: 1 }),
      pools: edited(pools, called("gpu"), { concurrency: 2 }),
    }));
    expect(both).toEqual(["pool gpu: 1 -> 2 slots in each worker"]);
  });
});

describe("ports", () => {
  const published = (address: string, reach = "Only this host") => ({ address, reach });
  const web = (edit: Partial<Port>) => told(({ ports }) => ({ ports: edited(ports, isWeb, edit) }));
  const isWeb = ({ process }: Port) => process === "webserver";

  test.each([
    [
      "everywhere",
      published("0.0.0.0:8080", "Whoever reaches any address of this host"),
      "danger port 8080 of webserver is now reachable from everywhere (0.0.0.0:8080, was 127.0.0.1:8080)",
    ],
    [
      "everywhere, IPv6",
      published("[::]:8080", "Everybody"),
      "danger port 8080 of webserver is now reachable from everywhere ([::]:8080, was 127.0.0.1:8080)",
    ],
    [
      "one address",
      published("10.0.0.5:8080", "Whoever reaches 10.0.0.5"),
      "notice webserver is now reachable at 10.0.0.5:8080, was 127.0.0.1:8080: Whoever reaches 10.0.0.5",
    ],
    [
      "another port of this host",
      published("127.0.0.1:9090"),
      "webserver is now reachable at 127.0.0.1:9090, was 127.0.0.1:8080: Only this host",
    ],
    [
      "other people",
      published("127.0.0.1:8080", "Everybody"),
      "notice 127.0.0.1:8080 is now reached by: Everybody (was: Only this host)",
    ],
    ["nobody", undefined, "webserver is no longer reachable at 127.0.0.1:8080"],
  ])("reached by %s", (_, now, words) => {
    expect(web({ published: now } as Partial<Port>)).toEqual([words]);
  });

  const balanced = (...from: string[]) => ({ ...published("https://airflow.example.com", "On the internet"), from });

  test.each([
    [
      "other ranges",
      balanced("203.0.113.0/24"),
      "notice webserver is now reachable at https://airflow.example.com, was 127.0.0.1:8080: On the internet, from 203.0.113.0/24",
    ],
    [
      "everybody",
      balanced("203.0.113.0/24", "0.0.0.0/0"),
      "danger port 8080 of webserver is now reachable from everywhere (https://airflow.example.com, was 127.0.0.1:8080)",
    ],
  ])("through a load balancer that lets in %s", (_, now, words) => {
    expect(web({ published: now })).toEqual([words]);
  });

  test.each<[what: string, before: string[], after: string[], words: string[]]>([
    ["the same in another order", ["10.0.0.0/8", "203.0.113.0/24"], ["203.0.113.0/24", "10.0.0.0/8"], []],
    [
      "a wider range",
      ["203.0.113.0/24"],
      ["203.0.0.0/16"],
      ["danger AT is now reached from 203.0.0.0/16 (was: 203.0.113.0/24)"],
    ],
    [
      "one more range",
      ["203.0.113.0/24"],
      ["203.0.113.0/24", "198.51.100.7/32"],
      ["danger AT is now reached from 203.0.113.0/24, 198.51.100.7/32 (was: 203.0.113.0/24)"],
    ],
    [
      "everybody",
      ["203.0.113.0/24"],
      ["0.0.0.0/0"],
      ["danger AT is now reached from every address (was: 203.0.113.0/24)"],
    ],
    [
      "a narrower range",
      ["203.0.113.0/24"],
      ["203.0.113.128/25"],
      ["AT is now reached from 203.0.113.128/25 (was: 203.0.113.0/24)"],
    ],
    [
      "one range less",
      ["203.0.113.0/24", "198.51.100.7/32"],
      ["203.0.113.0/24"],
      ["AT is now reached from 203.0.113.0/24 (was: 203.0.113.0/24, 198.51.100.7/32)"],
    ],
    [
      "another one",
      ["203.0.113.0/24"],
      ["198.51.100.0/24"],
      ["danger AT is now reached from 198.51.100.0/24 (was: 203.0.113.0/24)"],
    ],
    [
      "what is no range of IPv4",
      ["2001:db8::/32"],
      ["2001:db8::/48"],
      ["danger AT is now reached from 2001:db8::/48 (was: 2001:db8::/32)"],
    ],
  ])("of a load balancer, %s", (_, before, after, words) => {
    const of = (from: string[]) => (review: Review) => ({
      ports: edited(review.ports, isWeb, { published: balanced(...from) }),
    });
    expect(told(of(after), of(before))).toEqual(words.map((line) => line.replace("AT", "https://airflow.example.com")));
  });

  test("a list of ranges in the place of none narrows", () => {
    const address = published("https://airflow.example.com", "On the internet");
    const before = ({ ports }: Review) => ({ ports: edited(ports, isWeb, { published: address }) });
    const after = ({ ports }: Review) => ({
      ports: edited(ports, isWeb, { published: { ...address, from: ["10.0.0.0/8"] } }),
    });
    expect(told(after, before)).toEqual(["https://airflow.example.com is now reached from 10.0.0.0/8 (was: anywhere)"]);
  });

  test("the same address leads to a new process", () => {
    const words = told(({ ports, processes }) => ({
      ports: ports.map((port) => (isWeb(port) ? { ...port, process: "proxy" } : port)),
      processes: edited(processes, called("webserver"), { name: "proxy", role: "proxy" }),
    }));
    expect(words).toContain("127.0.0.1:8080 now leads to proxy (was: webserver)");
    expect(words.filter((one) => one.includes("8080"))).toHaveLength(1);
  });

  test("who may call, and a port that comes and goes", () => {
    expect(web({ callers: ["people", "triggerer", "worker", "scheduler"] })).toEqual([
      "scheduler may now call port 8080 of webserver",
      "dag-processor may no longer call port 8080 of webserver",
    ]);
    const isLogs = ({ process }: Port) => process === "triggerer";
    expect(told(({ ports }) => ({ ports: edited(ports, isLogs, { port: 8795 }) }))).toEqual([
      "triggerer does not listen on port 8794 any more",
      "triggerer now listens on port 8795, for webserver",
    ]);
  });

  test("a change points to the new line, and is about the port", () => {
    const [change] = changed(({ ports }) => ({ ports: edited(ports, isWeb, { published: published("0.0.0.0:80") }) }));
    expect(change).toMatchObject({
      stack: "local-docker",
      subject: "8080",
      kind: "port",
      level: "danger",
      at: { file: "configs/local-docker.yaml", line: 9 },
    });
  });
});
