import { leftovers } from "../../docker";
import { must, mustEqual } from "../../expect";
import { textOf } from "../../project";
import type { Scene } from "../scene";
import { idle } from "../tasks";
import { DATABASE, DATABASE_PASSWORD, postgresPair } from "./postgres-pair";
import { BROKER, BROKER_PASSWORD, type RedisPair, redisPair } from "./redis-pair";
import { between, certificates, named, type Pair, removed } from "./servers";
import { folder, prepare, WITNESS } from "./witness";

export interface Stores {
  readonly redis: RedisPair;
  readonly postgres: Pair;
}

export interface Chosen {
  readonly version: string;
  readonly tls: boolean;
  readonly port: number;
  readonly flower: number;
}

/** Where the processes find the authority of the broker, as one that they trust. */
const TRUSTED = "/opt/e2e-tls/ca.pem";

/** A stack whose stores are servers that exist: two of each, of which one has the name. */
export async function deployed(scene: Scene, chosen: Chosen, use: (stores: Stores) => void): Promise<string> {
  const { project, stack, base, api } = scene;
  const dags = prepare(scene);
  const tls = chosen.tls ? await certificates(`${base}/tls`, BROKER) : undefined;
  await between();
  const [redis, postgres] = await Promise.all([redisPair(tls), postgresPair()]);
  project.write("secrets/e2e-database", `${DATABASE_PASSWORD}\n`);
  project.write("secrets/e2e-broker", `${BROKER_PASSWORD}\n`);
  project.only(stack, {
    target: "docker",
    airflow: {
      version: chosen.version,
      dags: { folder: dags },
      ...(tls === undefined ? {} : { environment: { SSL_CERT_FILE: TRUSTED } }),
      ...(chosen.version.startsWith("2.")
        ? { options: { api: { auth_backends: "airflow.providers.fab.auth_manager.api.auth.backend.basic_auth" } } }
        : {}),
    },
    webserver: { port: chosen.port },
    flower: { port: chosen.flower },
    workers: { default: { queues: ["default", "training"], concurrency: 4, replicas: 2 } },
    metadataDatabase: { host: DATABASE, password: { secret: "e2e-database" } },
    broker: { host: BROKER, port: redis.port, tls: chosen.tls, password: { secret: "e2e-broker" } },
    docker: {
      mounts: [
        { source: folder(scene), target: WITNESS, readOnly: false },
        ...(tls === undefined ? [] : [{ source: `${tls}/ca.pem`, target: TRUSTED }]),
      ],
    },
  });
  await network(scene);
  await Promise.all([named(stack, redis), named(stack, postgres)]);
  const up = await project.npm("up", [stack]);
  must(up.code === 0, `npm run up ended with ${up.code}:\n${textOf(up)}`);
  await api.unpause("witness");
  use({ redis, postgres });
  return `Airflow ${chosen.version} on two Redis${chosen.tls ? " with TLS" : ""} and two Postgres`;
}

/** With its servers: what is left of a stack would disturb what comes after. */
export async function takenDown({ project, stack }: Scene): Promise<string> {
  await idle(stack);
  // Before the stack, because its network cannot go while they are in it.
  await removed();
  const down = await project.npm("down", [stack, "--now", "--delete-data", "--yes"]);
  must(down.code === 0, `npm run down ended with ${down.code}:\n${textOf(down)}`);
  mustEqual(await leftovers(stack), [], "left on the engine");
  return textOf(down).split("\n").at(-1) ?? "";
}

/** The stack's network comes first: the servers have their names there before anything needs them. */
async function network({ project, stack }: Scene): Promise<void> {
  const steps = [
    await project.synth(),
    await project.terraform(stack, "init", "-input=false", "-no-color"),
    await project.terraform(
      ...([stack, "apply", "-input=false", "-no-color", "-auto-approve", "-target=docker_network.network"] as const),
    ),
  ];
  for (const step of steps) must(step.code === 0, textOf(step));
}
