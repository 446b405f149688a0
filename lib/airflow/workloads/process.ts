import { plainVariables, type Surroundings, secretVariables } from "../environment/environment";
import { direct } from "../environment/proxy";
import { programs, userFiles } from "../files/files";
import { knownHostsFile } from "../files/known-hosts";
import { BROKER_CA } from "../stores/broker-url";
import { DATABASE_CA } from "../stores/database-tls";
import { deliveredCa } from "../stores/server-ca";
import { factsOf } from "./roles";
import type { File, Listener, Service, Size } from "./service";

type Own = "role" | "command" | "listens" | "health" | "runsTasks" | "drain" | "replicas";

/** What a role adds to what every process has. */
export interface Process
  extends Pick<Service, Own>,
    Partial<Pick<Service, "plain" | "secret" | "files" | "pool" | "slots">> {
  /** Whether it makes or checks the tokens of tasks. */
  readonly signsTokens: boolean;
  readonly size: { readonly cpu?: number | undefined; readonly memory?: number | undefined };
}

/** A service with the variables, secrets and files that all of Airflow's processes share. */
export function service(around: Surroundings, process: Process): Service {
  const { plain, secret, files: own = [], signsTokens, size, ...rest } = process;
  const { role, pool } = rest;
  const { section, stops } = factsOf(role);
  const hidden = { ...without(secretVariables(around, signsTokens), plain), ...secret };
  return {
    ...rest,
    name: pool === undefined ? role : `${role}-${pool}`,
    kind: "process",
    image: "airflow",
    calls: [],
    stops: stops(rest),
    path: pool === undefined ? [section] : [section, pool],
    plain: direct({ ...without(plainVariables(around), secret), ...plain }, hidden),
    secret: hidden,
    files: [...files(around), ...own],
    size: limits(size),
  };
}

/** What every process finds on its disk, the migration too. */
export const files = ({ deployment, root, database, broker }: Surroundings): File[] => [
  ...programs(),
  ...userFiles(deployment.airflow.files, root),
  ...deliveredCa(database, DATABASE_CA),
  ...deliveredCa(broker, BROKER_CA),
  ...knownHostsFile(deployment.airflow.dags, root),
];

/** A role's own variable replaces the shared one of its name, also where one is plain and the other a secret. */
const without = <Value>(shared: Readonly<Record<string, Value>>, own: object = {}): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(shared).filter(([name]) => !Object.hasOwn(own, name)));

const limits = ({ cpu, memory }: Process["size"]): Size => ({
  ...(cpu === undefined ? {} : { cpu }),
  ...(memory === undefined ? {} : { memoryMiB: memory }),
});

/** Logs of what still runs: the webserver asks for them. */
export const logs = (port: number): Listener => ({
  name: "logs",
  port,
  callers: ["webserver"],
  what: "logs of running tasks",
  why: "the * shows the logs of what still runs",
});

/** Processes without replicas. */
export const ONE = { min: 1, max: 1 } as const;
