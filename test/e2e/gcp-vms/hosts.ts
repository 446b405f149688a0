import type { TaskInstance } from "../airflow-api";
import { shown } from "../docker/tasks";
import { must } from "../expect";
import type { Site } from "./site";

/** Addresses of a pool's machines: a worker's name in Airflow is its machine's address. */
export const addressesOf = ({ cluster }: Pick<Site, "cluster">, pool: string): string[] =>
  cluster.of(pool).map(({ props }) => props.address);

/** The task ran once and well, on a machine of this pool. */
export function ranOn(site: Pick<Site, "cluster">, pool: string, task: TaskInstance): void {
  const addresses = addressesOf(site, pool);
  must(
    task.state === "success" && task.try_number === 1 && addresses.includes(task.hostname ?? ""),
    `${shown(task)}: expected success at the first try on a machine of ${pool}: ${addresses.join(", ")}`,
  );
}

/** The machine with this address. */
export function machineAt({ cluster }: Pick<Site, "cluster">, address: string | null) {
  const found = [...cluster.machines.values()].find(({ props }) => props.address === address);
  if (found === undefined) throw new Error(`no machine has the address ${address}`);
  return found;
}
