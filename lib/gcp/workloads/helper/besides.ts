import type { Hole, Text } from "../../../airflow/secrets/secret";
import type { Helper } from "../../../airflow/words/built";
import type { Service } from "../../../airflow/workloads/service";
import { lookUp } from "../../../deployment/look-up";
import { MASTER } from "../../names";
import { HEALTH_PORT } from "../../network/ports";
import type { GcpReading } from "../../settings/settings";
import type { Made } from "../../words/made";
import { NETWORK } from "../../words/places";
import { own } from "./own";
import { WORDS } from "./words";

/** Secret variables of the one that counts what waits; see metrics.ts. */
const COUNTS_BY = ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CELERY__BROKER_URL"];

/** The agent of each machine, and the units of our own that the machines' documents have. */
export function besides(reading: GcpReading, { units }: Pick<Made, "units">, services: readonly Service[]): Helper[] {
  const scheduler = secretsOf(services, "scheduler");
  const counting = Object.entries(scheduler).flatMap(([name, text]) => (COUNTS_BY.includes(name) ? [text] : []));
  const secrets = {
    all: holesOf(Object.values(scheduler)),
    counting: holesOf(counting),
    ofWorkers: holesOf(Object.values(secretsOf(services, "worker"))),
  };
  return [
    AGENT,
    ...[...units].flatMap(([name, { machines, stopSeconds }]) => {
      const words = lookUp(WORDS, name)?.(reading, secrets);
      return words === undefined ? [] : [own(name, { ...words, ...where(machines), stopSeconds })];
    }),
  ];
}

/** What is on several kinds of machines has no one place but the network. */
function where(machines: readonly string[]): Partial<Helper> {
  const [only = MASTER, ...more] = machines;
  if (more.length > 0)
    return { place: NETWORK, size: machines.includes(MASTER) ? EVERYWHERE : "on each worker's machine" };
  return only === MASTER ? {} : { place: only, size: "on each of its machines" };
}

const EVERYWHERE = "on every machine";

const AGENT = own("agent", {
  role: "agent of the machine",
  place: NETWORK,
  command: ["airflow-agent"],
  size: EVERYWHERE,
  health: "it still runs, by systemd; on a worker's machine also by its group",
  stops: "Changes do not arrive until systemd has it back; what runs goes on",
  listens: [{ port: HEALTH_PORT, what: "health of a worker's machine, for its group", callers: [] }],
  path: ["os"],
});

const secretsOf = (services: readonly Service[], wanted: Service["role"]): Service["secret"] =>
  services.find(({ role }) => role === wanted)?.secret ?? {};

const holesOf = (texts: readonly Text[]): Hole[] => texts.flat().filter((part) => typeof part !== "string");
