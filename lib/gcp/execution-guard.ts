import { join } from "node:path";
import type { File, Service } from "../airflow/service";

const PLUGIN = "execution_guard.py";

/** The plugin that closes the execution API to all but the stack's own machines, for a webserver that has that API. */
export const executionGuard = ({ role, listens }: Service): File[] =>
  role === "webserver" && listens.some(({ callers }) => callers.includes("worker"))
    ? [{ target: `/opt/airflow/plugins/airflow_cdktf_${PLUGIN}`, source: join(__dirname, "python", PLUGIN) }]
    : [];

/** Whether a file of ours is that plugin, which only a webserver loads. */
export const isGuard = ({ target }: Pick<File, "target">): boolean => target.endsWith(`/${PLUGIN}`);
