import type { Composition } from "../../../airflow/platform";
import { givenOr } from "../../../airflow/secrets/secret";
import type { Helper } from "../../../airflow/words/built";
import { helper, holesOf, type Placement } from "../../../airflow/words/helper";
import { rowOf } from "../../../airflow/workloads/besides";
import type { Workload } from "../../../airflow/workloads/service";
import { lookUp } from "../../../deployment/look-up";
import { MASTER } from "../../names";
import type { GcpReading } from "../../settings/settings";
import type { Made, MadeUnit } from "../../words/made";
import { NETWORK } from "../../words/places";
import { PLACEMENTS } from "../placements";
import { front } from "./front";
import { AGENT, EVERYWHERE, GATES, own } from "./own";

type Composed = Pick<Composition, "besides"> & { readonly services: readonly { readonly service: Workload }[] };

/** What runs besides Airflow's own processes, in the order in which a deployment needs it. */
export function helpers(reading: GcpReading, { units }: Pick<Made, "units">, composed: Composed): Helper[] {
  const { besides } = composed;
  return [
    ...front(reading),
    ...besides
      .filter(({ kind }) => kind === "store")
      .flatMap((store) => told(reading, store, onMachines(units.get(store.name)))),
    AGENT,
    ...[...units].flatMap(([name, unit]) => [
      ...besides
        .filter((one) => one.name === name && one.kind !== "store")
        .flatMap((one) => told(reading, one, onMachines(unit))),
      ...gate(name, reading, unit, composed),
    ]),
  ];
}

function told({ deployment }: GcpReading, workload: Workload, placement: Placement): Helper[] {
  const row = rowOf(PLACEMENTS, workload.name);
  return row === undefined ? [] : [helper(workload, { ...placement, ...row(deployment, workload) })];
}

function gate(name: string, { deployment }: GcpReading, unit: MadeUnit, { services }: Composed): Helper[] {
  const words = lookUp(GATES, name);
  const { user, password } = deployment.metadataDatabase;
  const worker = services.find(({ service }) => service.role === "worker")?.service;
  const known = {
    user,
    password: givenOr(password, "metadata-database"),
    ofWorkers: worker === undefined ? [] : holesOf(worker),
  };
  return words === undefined ? [] : [own(name, { ...words(known), ...onMachines(unit) })];
}

/** What is on several kinds of machines has no one place but the network; what no document has is Google's to stop. */
function onMachines(unit: MadeUnit | undefined): Placement {
  const { machines, stopSeconds } = unit ?? { machines: [], stopSeconds: 0 };
  const [only = MASTER, ...more] = machines;
  if (more.length > 0)
    return { place: NETWORK, size: machines.includes(MASTER) ? EVERYWHERE : "on each worker's machine", stopSeconds };
  return { place: only, size: only === MASTER ? "part of the master's" : "on each of its machines", stopSeconds };
}
