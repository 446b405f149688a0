import { attacked, HEALTH } from "../attack";
import { answered } from "../client";
import { must } from "../expect";
import { until } from "../wait";
import { IAP, MASTER_ADDRESS } from "./scene";
import type { Site } from "./site";

const HEALTH_PORT = 8796;

/** The execution API is the workers' alone: refused to people's tunnels, answered to a machine of the cluster. */
export async function executionRefused({ cluster }: Pick<Site, "cluster">): Promise<string> {
  const workers = cluster.now.pools.flatMap(({ machine }) => cluster.of(machine));
  const [worker] = workers;
  must(worker !== undefined, "there is no worker");
  const ask = `curl -sS -m 20 -o /dev/null -w '%{http_code}' http://${MASTER_ADDRESS}:8080${HEALTH}`;
  const inside = await until(`${worker.name} to be answered ${HEALTH}`, 180, async () => {
    const code = await worker.shell(ask);
    // What is no status is curl's own message.
    if (!/^[1-4]\d\d$/.test(code)) throw new Error(code);
    return code;
  });
  must(inside === "200", `${HEALTH} answers ${inside} to a worker, expected 200`);
  const insiders = [MASTER_ADDRESS, "127.0.0.1", ...workers.map(({ props }) => props.address)];
  const refused = await attacked({ host: MASTER_ADDRESS, port: 8988, localAddress: IAP, insiders });
  return `through a tunnel: ${refused}; 200 from a worker`;
}

/** What Google's health check would learn of each worker. */
export async function probes({ cluster }: Pick<Site, "cluster">, from: string): Promise<string> {
  const workers = cluster.now.pools.flatMap(({ machine }) => cluster.of(machine));
  const seen = await Promise.all(
    workers.map(async ({ name, props }) => {
      const code = await status(props.address, HEALTH_PORT, "/", from);
      must(code === 200, `the probe of ${name} got ${code}`);
      return `${name} ${code}`;
    }),
  );
  return seen.join(", ");
}

/** Of a request that comes from one of this machine's addresses. */
const status = async (host: string, port: number, path: string, from: string): Promise<number> =>
  (await answered({ url: `http://${host}:${port}${path}`, from })).status;
