import { join } from "node:path";
import { AirflowApi } from "../airflow-api";
import { Project } from "../project";
import { Repository } from "../repository";
import type { Steps } from "../step";
import { evidence } from "./evidence";
import { certificates } from "./google/certificates";
import { Google, namesOf } from "./google/google";
import { World } from "./google/world";
import { airflowImage } from "./machines/airflow-image";
import { Cluster } from "./machines/cluster";
import { network } from "./machines/network";
import { AIRFLOW, GATEWAY, OLD_AIRFLOW, PROJECT, REGION, STACK, WEBSERVER_PORT } from "./scene";
import type { Site } from "./site";
import { tunnels } from "./tunnels";

/**
 * A network, a small Google in it, and images in its registry: everything but the machines.
 * @param stops gets what ends it
 */
export async function surroundings(base: string, steps: Steps, stops: (() => void)[]): Promise<Site> {
  const world = new World(PROJECT, REGION);
  const repositories = join(base, "git");
  const [signed] = await Promise.all([
    certificates(join(base, "certificates"), namesOf(REGION)),
    network(),
    Repository.make(repositories, "acme/dags.git", "examples/dags"),
  ]);
  const google = new Google({
    world,
    host: GATEWAY,
    certificates: signed,
    repositories: Repository.served(repositories),
  });
  await google.start();
  stops.push(() => google.stop(), await tunnels());
  const image = (mark: string, more: { from?: string; dags?: string } = {}) =>
    airflowImage({ base, certificates: signed, registry: google.registry, from: AIRFLOW, mark, ...more });
  const images = {
    first: await image("first"),
    second: await image("second"),
    newer: await image("newer"),
    old: await image("old", { from: OLD_AIRFLOW, dags: "examples/dags" }),
  };
  const cluster = new Cluster({ world, google, base, certificates: signed, images: [AIRFLOW, "mysql:9", "redis:8"] });
  const password = () => world.secrets.get(`${STACK}-admin`)?.[0] ?? "";
  const api = new AirflowApi({ port: WEBSERVER_PORT, release: "3", user: "admin", password });
  return {
    stack: STACK,
    project: await Project.copy(base, "project"),
    world,
    google,
    cluster,
    api,
    base,
    certificates: signed,
    images,
    steps: steps.with(() => evidence({ cluster, world })),
  };
}
