import { lookUp } from "../deployment/look-up";
import { type Answers, type PoolAnswer, UNWRITTEN } from "./answers";
import { number, section, text, unwritten, written } from "./lines";
import { PLACES } from "./places";

/** The `workers:` section. */
export function workerLines({ pools, executor }: Answers): readonly string[] {
  if (pools.length === 0 && executor !== "CeleryExecutor") return [];
  return [
    "# Who runs the tasks: pools of equal workers. A task waits in its queue until a worker of a pool that has the queue is free.",
    '# Some pool must have "default", where tasks go that name no queue.',
    ...section("workers", pools.flatMap(poolLines)),
  ];
}

const poolLines = (pool: PoolAnswer, index: number): readonly string[] => [
  ...(index === 0
    ? ["# `concurrency` is how many tasks one worker runs at once, `replicas` how many workers there are."]
    : []),
  ...section(text(pool.name), [
    `queues: [${pool.queues.map(text).join(", ")}]`,
    written("concurrency", number(pool.concurrency), UNWRITTEN.concurrency),
    written("replicas", number(pool.replicas), UNWRITTEN.replicas),
  ]),
];

/** The `webserver:` section, or its line. */
export function webserverLines({ target, port, baseUrl: address }: Answers): readonly string[] {
  if (lookUp(PLACES, target)?.pages === "address") return atAddress(address ?? "", port);
  const about = "# The pages for people, and the address that they type where it is another one.";
  if (port === UNWRITTEN.port) return [about, `# webserver: { port: ${UNWRITTEN.port} }`];
  return [about, ...section("webserver", [`port: ${number(port)}`, `# baseUrl: ${baseUrl(port)}`])];
}

/** A load balancer has one port to the outside, the one of the address. */
const atAddress = (address: string, port: string): readonly string[] => [
  "# The pages for people, at the address that they type.",
  ...section("webserver", [
    `baseUrl: ${JSON.stringify(address)}`,
    ...(port === UNWRITTEN.port ? [] : [`port: ${number(port)}`]),
    unwritten("replicas", "1"),
  ]),
];

const baseUrl = (port: string): string => text(`http://localhost:${/^\d+$/.test(port) ? port : UNWRITTEN.port}`);

/** Flower shows Celery's workers; it is of no use without them. */
export function flowerLines({ flower, executor }: Answers): readonly string[] {
  const about = "# Flower, a page that shows workers and queues";
  if (flower === false)
    return executor === "CeleryExecutor" ? [`${about}. Unwritten there is none.`, "# flower: {}  # for example"] : [];
  return [`${about}. Its password is generated.`, ...section("flower", [portOf(flower), "# username: admin"])];
}

/** Written even where it is the default: a section without keys would not be one. */
const portOf = (port: string): string => `port: ${number(port)}`;
