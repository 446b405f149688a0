import { digest } from "../digest";

/**
 * A queue's name is kept as it is written, in Airflow and in the broker: DAGs of others have it. A comma parts two names
 * in a worker's command, and the other characters are what Celery's client and Redis take without a quote.
 */
export const QUEUE = /^[A-Za-z0-9._:/-]{1,100}$/;
export const QUEUE_RULE = "1 to 100 characters: letters, digits, '.', '_', '-', ':' and '/'";

/** Keys of the broker and exchanges that are no queue of tasks. Source: kombu/transport/redis.py, celery/app/control.py. */
const TAKEN: readonly (readonly [name: RegExp, who: string])[] = [
  [/^unacked(_index|_mutex)?$/, "Celery's client keeps the messages there that a worker has taken"],
  [/^_kombu\./, "Celery's client keeps its own lists under such names"],
  [/^celeryev(\.|$)/, "Celery's workers send their events there"],
  [/(^|\.)celery\.pidbox$/, "Celery's workers get their orders there"],
  [/^airflow-cdktf\./, "this program keeps there which workers consume what"],
];

/** Why the broker cannot have a queue of this name, though its characters are good; undefined: it can. */
export const takenQueue = (queue: string): string | undefined => TAKEN.find(([name]) => name.test(queue))?.[1];

/** Names that are short and plain already: those that a target may use as they are, apart from `_` and `.`. */
const PLAIN = /^[a-z][a-z0-9_.-]{0,18}[a-z0-9]$/;

const LONGEST = 20;
const DIGEST_DIGITS = 8;

/**
 * The one form of a queue's name for whatever takes less than the broker does, such as an address, a label or a metric:
 * 2 to 20 lower-case letters, digits and hyphens, first a letter, last no hyphen. Of a name that is no longer readable in
 * it a digest is a part, so that two such names stay two.
 */
export function shortQueueName(queue: string): string {
  if (PLAIN.test(queue)) return queue.replace(/[_.-]+/g, "-");
  const words = queue
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, LONGEST - DIGEST_DIGITS - 1)
    .replace(/-$/, "");
  return `${words === "" ? "queue" : words}-${digest(queue, DIGEST_DIGITS)}`;
}
