import { docker } from "../docker";

/** Logs in with the file of the health check, so that no process list shows the password. */
const ASK = '{ head -n 1 /run/secrets/ping; echo "$0"; } | redis-cli';

/** Answer of the stack's own Redis to one command. */
async function ask(stack: string, command: string): Promise<number> {
  const answer = await docker("exec", `${stack}-broker`, "sh", "-c", ASK, command);
  const number = /^OK\s+(\d+)$/.exec(answer)?.[1];
  if (number === undefined) throw new Error(`Redis answered ${command} with: ${answer}`);
  return Number(number);
}

/** Messages in a queue that no worker has fetched. */
export const waiting = (stack: string, queue: string): Promise<number> => ask(stack, `LLEN ${queue}`);

/** Messages of all queues that workers have fetched and not yet acknowledged: tasks that run. */
export const fetched = (stack: string): Promise<number> => ask(stack, "HLEN unacked");
