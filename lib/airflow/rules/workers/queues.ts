import { QUEUE, QUEUE_RULE } from "../../../deployment/schema/queue-name";
import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { optionText } from "../../derived/option-value";
import { defaultQueue, type NamedPool, pools, staffed } from "../../derived/pools";

const consumed = (some: readonly NamedPool[]): ReadonlySet<string> => new Set(some.flatMap(([, pool]) => pool.queues));

/** Every queue that can receive tasks has a consumer; otherwise they wait there until Airflow gives them up. */
export function queues(deployment: Deployment): readonly Finding[] {
  if (deployment.airflow.executor !== "CeleryExecutor" || staffed(deployment).length === 0) return [];
  const unreadable = unreadableDefault(deployment);
  return [...unreadable, ...(unreadable.length > 0 ? [] : withoutDefault(deployment)), ...asleep(deployment)];
}

const DEFAULT_QUEUE = ["airflow", "options", "operators", "default_queue"];

function unreadableDefault({ airflow }: Deployment): readonly Finding[] {
  const value = airflow.options["operators"]?.["default_queue"];
  if (value === undefined || (typeof value === "string" && QUEUE.test(value))) return [];
  const message =
    typeof value === "string"
      ? `expected a queue name of ${QUEUE_RULE}: no pool can consume another one`
      : "expected a queue's name as text: queues are checked before deploying";
  return [{ path: DEFAULT_QUEUE, message }];
}

function withoutDefault(deployment: Deployment): readonly Finding[] {
  const queue = defaultQueue(deployment);
  const running = staffed(deployment);
  if (consumed(running).has(queue)) return [];
  const [first] = running;
  const sleeping = pools(deployment).find(([, pool]) => pool.queues.includes(queue))?.[0];
  const why = sleeping === undefined ? "no pool consumes" : `only pool "${sleeping}", which has no replicas, consumes`;
  const chosen = optionText(deployment, "operators.default_queue") !== undefined;
  const message =
    `${why} queue "${queue}", where tasks go that name no queue: they would wait for ever. ` +
    `Write queues: [..., ${queue}] in one pool` +
    (chosen ? "" : `, or name a consumed queue: airflow.options.operators.default_queue: ${first?.[1].queues[0]}`);
  return [{ path: chosen ? DEFAULT_QUEUE : ["workers"], message }];
}

function asleep(deployment: Deployment): readonly Finding[] {
  const running = consumed(staffed(deployment));
  return pools(deployment)
    .filter(([, pool]) => pool.replicas.max === 0)
    .flatMap(([name, pool]) => {
      const left = pool.queues.filter((queue) => !running.has(queue) && queue !== defaultQueue(deployment));
      if (left.length === 0) return [];
      const message =
        `no other pool consumes ${left.map((queue) => `"${queue}"`).join(", ")}: ` +
        "tasks sent there wait, and fail when Airflow gives them up. Write replicas: 1, or send no task there";
      return [{ path: ["workers", name, "replicas"], message, kind: "notice" as const }];
    });
}
