import { leastMemory } from "../../airflow/derived/sizes";
import { RELEASES } from "../../airflow/releases/release-profiles";
import { QUEUE, QUEUE_RULE, takenQueue } from "../../deployment/schema/queue-name";
import { DOCKER_SOCKET } from "../../deployment/usual";
import { quoted } from "../../deployment/words/echo";
import { changed, type Item, left, problem, same, whole, write } from "../read/item";
import type { Origin } from "../read/tree";
import type { Player } from "../services/cast";
import { type Context, running, settings } from "../services/context";
import { poolOf } from "../services/pool-name";
import { flag } from "../write/words";
import { children } from "./children";
import { concurrencyOf, unreadable } from "./concurrency";
import type { Executor } from "./executor";
import { size } from "./size-limits";

const CONCURRENCY = 16;

/** Each worker service as a pool. */
export function workers(context: Context, executor: Executor): readonly Item[] {
  const players = context.cast.roles.worker;
  if (executor === "LocalExecutor")
    return players.map(({ service }) =>
      whole(
        left(
          service.at,
          "LocalExecutor runs tasks in the scheduler, and starts no workers; write CeleryExecutor to have them",
        ),
      ),
    );
  return [
    ...collisions(players),
    ...players.flatMap((player) => pool(player, context)),
    ...defaultConsumer(players, context),
  ];
}

function collisions(players: readonly Player[]): readonly Item[] {
  return players.flatMap(({ service }, index) => {
    const first = players.slice(0, index).find((other) => poolOf(other.service.name) === poolOf(service.name));
    return first === undefined
      ? []
      : [
          problem(
            service.at,
            `services ${first.service.name} (line ${first.service.at.line}) and ${service.name} would both be pool "${poolOf(service.name)}"; rename one of them in the compose file`,
          ),
        ];
  });
}

function pool({ service, args }: Player, context: Context): readonly Item[] {
  const name = poolOf(service.name);
  const at = ["workers", name];
  const concurrency = concurrencyOf({ service, args }, context);
  const slots = concurrency?.value ?? CONCURRENCY;
  const queues = queuesOf(args, context);
  return [
    ...queues.flatMap((queue) => refused(queue, service.commandAt)),
    write([...at, "queues"], queues, service.commandAt),
    ...(args.some((word) => word.includes("$"))
      ? [
          left(
            service.commandAt,
            `a flag of its command is a variable of the shell that the service does not set; write queues and concurrency of workers.${name}`,
          ),
        ]
      : []),
    ...(concurrency === undefined
      ? unreadable({ service, args }, context)
      : [slots === CONCURRENCY ? same(concurrency.at) : write([...at, "concurrency"], slots, concurrency.at)]),
    ...(concurrency?.scaled === true
      ? [
          changed(
            concurrency.at,
            `workers of pool ${name} always have ${slots} slots; autoscaling of processes is not kept`,
          ),
        ]
      : []),
    ...children({ service, args }, context),
    ...(service.replicas === undefined
      ? []
      : [
          service.replicas.value === 1
            ? same(service.replicas.at)
            : write([...at, "replicas"], service.replicas.value, service.replicas.at),
        ]),
    ...size(
      at,
      service,
      leastMemory(RELEASES[context.version.major === 2 ? "2.11" : "3"], "worker", slots),
      `for ${slots} tasks at once`,
    ),
    ...(name === service.name ? [] : [changed(service.at, `the service became pool "${name}"`)]),
    ...hostname(args, service.commandAt),
    ...socket({ service, args }, context),
  ];
}

/** The queues of a worker that names none are the default one. */
export function queuesOf(args: readonly string[], context: Context): readonly string[] {
  const text = flag(args, "-q", "--queues", "-Q");
  const named = text === undefined || text.includes("$") ? defaultQueue(context) : text;
  return [
    ...new Set(
      named
        .split(",")
        .map((queue) => queue.trim())
        .filter((queue) => queue !== ""),
    ),
  ];
}

function defaultQueue(context: Context): string {
  const names = ["AIRFLOW__OPERATORS__DEFAULT_QUEUE", "AIRFLOW__CELERY__DEFAULT_QUEUE"];
  const [found] = running(context.cast).flatMap((service) => {
    const all = settings(service, context);
    return names.flatMap((name) => all.get(name)?.text ?? []);
  });
  return found ?? "default";
}

/** Queues keep their names, which stand in DAGs; this name was a queue's of another broker, or none of its own. */
function refused(queue: string, at: Origin): readonly Item[] {
  const why = QUEUE.test(queue) ? takenQueue(queue) : `a queue's name has ${QUEUE_RULE}`;
  return why === undefined
    ? []
    : [problem(at, `queue ${quoted(queue)} cannot be named here: ${why}; rename it, in the DAGs too`)];
}

/** A queue that nobody consumes is what a deployment file refuses; tasks without a queue go there. */
function defaultConsumer(players: readonly Player[], context: Context): readonly Item[] {
  const wanted = defaultQueue(context);
  const [first] = players;
  if (first === undefined || players.some(({ args }) => queuesOf(args, context).includes(wanted))) return [];
  const queues = [...queuesOf(first.args, context), wanted];
  const name = poolOf(first.service.name);
  return [
    write(["workers", name, "queues"], queues, first.service.commandAt),
    changed(
      first.service.commandAt,
      `no worker consumed queue "${wanted}", where tasks go that name none; pool "${name}" now does`,
    ),
  ];
}

const hostname = (args: readonly string[], at: Origin): readonly Item[] =>
  flag(args, "-H", "--celery-hostname", "-n", "--hostname") === undefined
    ? []
    : [
        changed(
          at,
          "the worker's own name (-H) is left out: workers are named after their pool, so that the UI finds their logs",
        ),
      ];

function socket({ service }: Player, { dockerGroup }: Context): readonly Item[] {
  const mount = service.mounts.find(({ source }) => source === DOCKER_SOCKET || source === "/run/docker.sock");
  if (mount === undefined) return [];
  const name = poolOf(service.name);
  if (dockerGroup === undefined)
    return [
      left(
        mount.at,
        `the Docker socket: this host has none to ask for its group; write workers.${name}.dockerSocket: { group: NUMBER } with what \`stat -c %g ${DOCKER_SOCKET}\` prints`,
      ),
    ];
  return [write(["workers", name, "dockerSocket"], { group: dockerGroup }, mount.at)];
}
