import { AirflowApi } from "../airflow-api";
import { logWith, succeeds, taskOf } from "../docker/tasks";
import { secondsSince } from "../wait";
import { applied } from "./apply";
import { evidence } from "./evidence";
import { full, type StackFile } from "./file";
import { ranOn } from "./hosts";
import { DAGS } from "./machines/airflow-image";
import { Cluster } from "./machines/cluster";
import { OLD_AIRFLOW, OLD_STACK, WEBSERVER_PORT } from "./scene";
import type { Site } from "./site";

const POOL = "worker1";

/** Airflow 2.11 on Postgres, with one pool. */
const file = (image: string): StackFile => {
  const { databases: _, metadataDatabase: __, flower: ___, ...rest } = full(image);
  const { connections: ____, timezone: _____, ...airflow } = rest.airflow;
  return {
    ...rest,
    target: "gcp-vms",
    airflow: {
      ...airflow,
      version: "2.11.2",
      // git-sync's image is not on the engine, and 2.11 cannot read a repository by itself.
      dags: { image: DAGS },
      // The run itself needs a login with a password; without it 2.11 has sessions of its web pages only.
      options: { api: { auth_backends: "airflow.providers.fab.auth_manager.api.auth.backend.basic_auth" } },
    },
    workers: { [POOL]: { queues: ["default"], concurrency: 2 } },
  };
};

/** The same Google, other machines: 2.11 boots, has its DAGs in the image and runs a task. */
export async function oldAirflow(main: Site): Promise<string> {
  const { world, google, base, certificates, images } = main;
  const cluster = new Cluster({ world, google, base, certificates, images: [OLD_AIRFLOW, "postgres:17", "redis:8"] });
  const password = () => world.secrets.get(`${OLD_STACK}-admin`)?.[0] ?? "";
  const api = new AirflowApi({ port: WEBSERVER_PORT, release: "2.11", user: "admin", password });
  const steps = main.steps.with(() => evidence({ cluster, world }));
  const site: Site = { ...main, stack: OLD_STACK, cluster, api, steps };
  const start = Date.now();
  try {
    const applying = await applied(site, file(images.old));
    const machines = await Promise.all([cluster.master(), cluster.worker(POOL)]);
    const healthy = await cluster.healthy(machines, 600);
    await api.unpause("queue_probe");
    const id = await api.trigger("queue_probe");
    const tasks = await succeeds(api, "queue_probe", id);
    ranOn(site, POOL, taskOf(tasks, "probe_default"));
    await logWith(api, { dag: "queue_probe", id, task: "report" }, (log) => log.includes("default"));
    return `${applying}; ${healthy}; queue_probe on ${taskOf(tasks, "probe_default").hostname}; ${secondsSince(start)} s`;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${await evidence({ cluster, world })}`);
  } finally {
    await cluster.remove();
  }
}
