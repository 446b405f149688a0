import { docker, tryDocker } from "../../docker";
import { until } from "../../wait";
import { type Pair, server } from "./servers";

export const BROKER_PASSWORD = "given-Broker/e2e:7f3a@41";
export const BROKER = "broker.e2e";
const [PLAIN, TLS] = [6379, 6380] as const;
const [FIRST, SECOND] = ["e2e-stores-redis-1", "e2e-stores-redis-2"] as const;

export interface RedisPair extends Pair {
  readonly port: number;
  /** Folder with ca.pem and key.pem; undefined: without TLS. */
  readonly tls: string | undefined;
}

/** Passwords come by the environment and a file inside: no process list shows them. */
const START = `umask 077; {
  echo "dir /data"; echo "appendonly yes"; echo "repl-diskless-sync-delay 0"
  echo "requirepass $BROKER_PASSWORD"; echo "masterauth $BROKER_PASSWORD"
  [ -z "$LEADER" ] || echo "replicaof $LEADER $PORT"
  if [ -d /tls ]; then
    printf '%s\\n' "port 0" "tls-port $PORT" "tls-replication yes" "tls-auth-clients no"
    printf '%s\\n' "tls-cert-file /tls/ca.pem" "tls-key-file /tls/key.pem" "tls-ca-cert-file /tls/ca.pem"
  else
    echo "port $PORT"
  fi
} > /tmp/redis.conf
exec redis-server /tmp/redis.conf`;

/** Two Redis, the second a copy of the first. */
export async function redisPair(tls: string | undefined): Promise<RedisPair> {
  const pair: RedisPair = { name: BROKER, first: FIRST, second: SECOND, tls, port: tls === undefined ? PLAIN : TLS };
  await start(pair, pair.first);
  await back(pair);
  return pair;
}

/** The second server starts anew and empty, as a copy of the first. */
export async function back(pair: RedisPair): Promise<void> {
  await start(pair, pair.second, pair.first);
  await copies(pair);
}

/** Waits until the second has all that the first has. */
export const copies = (pair: RedisPair): Promise<boolean> =>
  until(`${pair.second} to copy from ${pair.first}`, 180, async () =>
    /master_link_status:up/.test(await redis(pair, pair.second, "INFO replication")),
  );

/** A command to one of the two. */
export async function redis({ tls, port }: RedisPair, name: string, command: string): Promise<string> {
  const how = tls === undefined ? "" : `--tls --cacert /tls/ca.pem --sni ${BROKER}`;
  return docker("exec", name, "sh", "-c", `REDISCLI_AUTH=$BROKER_PASSWORD redis-cli -p ${port} ${how} ${command}`);
}

async function start({ tls, port }: RedisPair, name: string, leader = ""): Promise<void> {
  await tryDocker("rm", "--force", "--volumes", name);
  const options = ["--user", "0", "--entrypoint", "sh", ...(tls === undefined ? [] : ["--volume", `${tls}:/tls:ro`])];
  const secrets = { BROKER_PASSWORD, LEADER: leader, PORT: String(port) };
  await server(name, "redis:8", { options, command: ["-c", START], secrets });
}
