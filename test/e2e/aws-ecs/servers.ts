import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../commands/run";
import { docker } from "../docker";
import { must } from "../expect";
import { until } from "../wait";
import type { Moto } from "./moto";
import { OWN_LABEL } from "./scene";

/** Where a server that moto only pretends to run is found, and what it was told. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface ServerProps {
  readonly network: string;
  /** Folder with the certificate and the key of every host, readable for all. */
  readonly certificates: string;
}

interface Instances {
  readonly DBInstances: readonly {
    readonly DBInstanceIdentifier: string;
    readonly DBName: string;
    readonly Endpoint: { readonly Address: string; readonly Port: number };
  }[];
}

interface Groups {
  readonly ReplicationGroups: readonly {
    readonly ReplicationGroupId: string;
    readonly NodeGroups: readonly { readonly PrimaryEndpoint: { readonly Address: string; readonly Port: number } }[];
  }[];
}

/** The database and the broker of the account; the run has one of each. */
export async function places(moto: Moto): Promise<{ database: Place; broker: Place }> {
  const [{ DBInstances }, { ReplicationGroups }, told] = await Promise.all([
    moto.call<Instances>("rds", "describe_db_instances"),
    moto.call<Groups>("elasticache", "describe_replication_groups"),
    moto.told(),
  ]);
  const [instance, group] = [DBInstances[0], ReplicationGroups[0]];
  const node = group?.NodeGroups[0];
  must(instance !== undefined && group !== undefined && node !== undefined, "no database or no broker in moto");
  const { user = "", password } = told[`rds/${instance.DBInstanceIdentifier}`] ?? { password: "" };
  const token = told[`elasticache/${group.ReplicationGroupId}`]?.password ?? "";
  must(password !== "" && token !== "", "the database has no password or the broker no token");
  const [at, endpoint] = [instance.Endpoint, node.PrimaryEndpoint];
  return {
    database: { host: at.Address, port: at.Port, user, password, database: instance.DBName },
    broker: { host: endpoint.Address, port: endpoint.Port, user: "", password: token, database: "" },
  };
}

/** Only who encrypts may log in, as rds.force_ssl does. */
const ACCESS = "local all all trust\nhostssl all all all scram-sha-256\n";

/** A real Postgres under the endpoint's name, with TLS and the password that RDS was told. */
export async function postgres({ network, certificates }: ServerProps, place: Place): Promise<void> {
  writeFileSync(join(certificates, "pg_hba.conf"), ACCESS);
  const [certificate, key] = ["/tmp/server.pem", "/tmp/server.key"];
  const copy = (from: string, to: string) => `install -o postgres -m 600 /certificates/${from} ${to}`;
  const options = { ssl: "on", ssl_cert_file: certificate, ssl_key_file: key, hba_file: "/certificates/pg_hba.conf" };
  const flags = Object.entries({ ...options, port: place.port }).map(([name, value]) => `-c ${name}=${value}`);
  const command = [
    copy(`${place.host}.pem`, certificate),
    copy(`${place.host}.key`, key),
    `exec docker-entrypoint.sh postgres ${flags.join(" ")}`,
  ].join(" && ");
  const environment = { POSTGRES_USER: place.user, POSTGRES_PASSWORD: place.password, POSTGRES_DB: place.database };
  await server("database", { network, certificates }, place, ["postgres:17", "sh", "-c", command], environment);
  await until("Postgres to answer", 180, async () => {
    await docker("exec", "e2e-aws.database", "pg_isready", "--port", String(place.port), "--host", "127.0.0.1");
    return true;
  });
}

/** A real Redis under the endpoint's name, with TLS and the token that ElastiCache was told. */
export async function redis(props: ServerProps, place: Place): Promise<void> {
  const flags = {
    port: 0,
    "tls-port": place.port,
    "tls-cert-file": `/certificates/${place.host}.pem`,
    "tls-key-file": `/certificates/${place.host}.key`,
    "tls-ca-cert-file": "/certificates/ca.pem",
    "tls-auth-clients": "no",
    "maxmemory-policy": "noeviction",
    save: '""',
  };
  const command = `exec redis-server --requirepass "$TOKEN" ${Object.entries(flags)
    .map(([name, value]) => `--${name} ${value}`)
    .join(" ")}`;
  await server("broker", props, place, ["redis:8", "sh", "-c", command], { TOKEN: place.password });
}

async function server(
  name: string,
  { network, certificates }: ServerProps,
  { host }: Place,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const args = [
    ...["run", "--detach", "--name", `e2e-aws.${name}`, "--label", `${OWN_LABEL}=${name}`],
    ...["--network", network, "--network-alias", host],
    ...["--mount", `type=bind,source=${certificates},target=/certificates,readonly`],
    ...Object.keys(environment).flatMap((variable) => ["--env", variable]),
  ];
  const { code, stderr } = await run("docker", [...args, ...command], { environment });
  must(code === 0, `${name} was not started: ${stderr.trim()}`);
}
