import { join } from "node:path";
import type { File, Service } from "../airflow/service";

const PLUGIN = "execution_guard.py";

/** The plugin that closes the execution API to the load balancer, for a webserver that has that API. */
export const executionGuard = ({ role, listens }: Service): File[] =>
  role === "webserver" && listens.some(({ callers }) => callers.includes("worker"))
    ? [{ target: `/opt/airflow/plugins/airflow_cdktf_${PLUGIN}`, source: join(__dirname, "python", PLUGIN) }]
    : [];
