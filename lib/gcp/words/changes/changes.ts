import type { Changes } from "../../../airflow/words/built";
import { airflow } from "./airflow";
import { data } from "./data";
import { machines } from "./machines";
import { pools } from "./pools";
import { rowOf } from "./row";

/**
 * What each kind of change of the file does to what runs. The review shows it, and docs/gcp-vms.md has the same table.
 * A machine that is deleted or replaced gets 90 s, one on Spot 30 s, whatever its units say; so what ends tasks happens
 * in machines that stay, or by a command that drains first.
 * Source: Compute Engine, "Graceful shutdown", "Spot VMs".
 */
export const changes = (stack: string): Changes => ({
  parts: ["Master", "Machines of pools"],
  rows: [...airflow(stack), ...pools(stack), ...machines(stack), ...data(stack)].map(rowOf),
});
