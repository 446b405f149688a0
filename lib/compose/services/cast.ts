import type { Role } from "../../airflow/workloads/roles";
import { changed, type Item, left, problem, whole } from "../read/item";
import type { Project } from "../read/project";
import { entry, textOf } from "../read/tree";
import { bitnamiJob } from "./bitnami";
import { programs } from "./programs";
import { byName, type Job, jobs, looksLikeAirflow, repository, strangers } from "./roles";
import type { Service } from "./service";

/** A service and what it runs as this role. */
export interface Player {
  readonly service: Service;
  readonly args: readonly string[];
}

/** Who plays which part in a compose file. */
export interface Cast {
  readonly roles: Readonly<Record<Role, readonly Player[]>>;
  /** Migrations, users, tools: they run and end. */
  readonly setup: readonly Player[];
  readonly databases: readonly Service[];
  readonly brokers: readonly Service[];
  /** No part of Airflow. */
  readonly others: readonly Service[];
  readonly notes: readonly Item[];
}

const DATABASE = /(^|\/)(postgres(ql)?|postgis|timescaledb(-ha)?|pgvector|mysql|mariadb|percona)$/;
const BROKER = /(^|\/)(redis|valkey|keydb|rabbitmq|redis-stack(-server)?)$/;

export function cast(project: Project): Cast | readonly Item[] {
  const seen = project.services.map((service) => ({ service, jobs: jobsOf(service), why: looksLikeAirflow(service) }));
  const airflow = seen.filter(({ why, jobs }) => why !== undefined && jobs.jobs.length > 0);
  if (airflow.length === 0) return [problem(project.file, noAirflow(project.services))];
  const players = airflow.flatMap(({ service, jobs: { jobs } }) => jobs.flatMap((job) => parts(job, service, jobs)));
  const play = (role: Role) => players.filter((one) => one.role === role);
  const rest = seen.filter((one) => !airflow.includes(one)).map(({ service }) => service);
  const databases = rest.filter((service) =>
    is(service, DATABASE, /^(POSTGRES|MYSQL|MARIADB)_(USER|PASSWORD|DB|DATABASE)$/),
  );
  const brokers = rest.filter((service) => is(service, BROKER, /^(REDIS|VALKEY|RABBITMQ)_/));
  return {
    roles: {
      webserver: play("webserver"),
      scheduler: play("scheduler"),
      "dag-processor": play("dag-processor"),
      triggerer: play("triggerer"),
      flower: play("flower"),
      worker: play("worker"),
    },
    setup: players.filter(({ role }) => role === "setup"),
    databases,
    brokers,
    others: rest.filter((service) => !databases.includes(service) && !brokers.includes(service)),
    notes: [
      ...airflow.flatMap(({ service, jobs: { guessed } }) =>
        guessed
          ? [
              changed(
                service.at,
                `it has no command of Airflow, and is taken for a ${byName(service)} by its name; write its command into the compose file where it has flags`,
              ),
            ]
          : [],
      ),
      ...airflow.flatMap(({ service, jobs: { jobs } }) =>
        jobs.every(({ role }) => role === "setup") ? [] : around(service, jobs),
      ),
      ...project.inactive.map((service) =>
        whole(
          left(service.at, `its profile is not active; to carry it run again with --profile ${service.profiles[0]}`),
        ),
      ),
    ],
  };
}

/** A server by its image; by its variables or its name where it is built here. */
function is({ name, image, build, environment }: Service, images: RegExp, variables: RegExp): boolean {
  if (images.test(repository(image?.text ?? ""))) return true;
  return build !== undefined && (images.test(name) || [...environment.keys()].some((key) => variables.test(key)));
}

function jobsOf(service: Service): { jobs: readonly Job[]; guessed: boolean } {
  const found = jobs(service);
  if (found.length > 0) return { jobs: found, guessed: false };
  const bitnami = bitnamiJob(service);
  if (bitnami !== undefined) return { jobs: [bitnami], guessed: false };
  // mher/flower and the like have their command in the image.
  if (/flower/.test(repository(service.image?.text ?? "")))
    return { jobs: [{ role: "flower", args: [], wrappers: [] }], guessed: false };
  const others = strangers(service);
  // A script may start anything, and its service's name says what; jupyter is no worker by whatever name.
  const role = others.every((name) => /\.(sh|py)$|^(.*\/)?(ba|da|z)?sh$|entry/.test(name))
    ? byName(service)
    : undefined;
  if (role !== undefined && role !== "setup") return { jobs: [{ role, args: [], wrappers: [] }], guessed: true };
  return { jobs: runsOn(service) ? [] : [{ role: "setup", args: [], wrappers: [] }], guessed: false };
}

/** A service that is kept running or has ports is a server, not a command that ends. */
const runsOn = ({ tree, ports }: Service): boolean =>
  ports.length > 0 ||
  /^(always|unless-stopped)$/.test(textOf(entry(tree, "restart")) ?? "") ||
  textOf(entry(tree, "deploy", "restart_policy", "condition")) === "any" ||
  entry(tree, "healthcheck", "test") !== undefined;

const ALONE: readonly Role[] = ["webserver", "scheduler", "dag-processor", "triggerer"];

/** A service that sets up and then goes on as something is only what it goes on as; its set-up is read all the same. */
function parts(job: Job, service: Service, all: readonly Job[]): readonly (Player & { role: Role | "setup" })[] {
  if (job.role === "standalone") return ALONE.map((role) => ({ role, service, args: job.args }));
  const player = { role: job.role, service, args: job.args };
  // The entrypoint of puckel/docker-airflow starts the scheduler next to a webserver with LocalExecutor.
  const executor = service.environment.get("EXECUTOR");
  const local = executor?.kind === "scalar" && executor.text === "Local";
  const alone = job.role === "webserver" && local && !all.some(({ role }) => role === "scheduler");
  return alone ? [player, { ...player, role: "scheduler" }] : [player];
}

/** What a process did before Airflow started. */
function around(service: Service, jobs: readonly Job[]): readonly Item[] {
  const names = [...new Set([...jobs.flatMap(({ wrappers }) => wrappers), ...strangers(service)])];
  const more = names.filter((name) => !/wait|sleep|dockerize|^(nc|pg_isready|grep|while|until)$/.test(name));
  const said = (list: readonly string[]) => list.join(", ");
  const set = [...new Set(programs(service.command).flatMap(({ variables }) => variables))];
  const variables =
    set.length === 0
      ? []
      : [
          left(
            service.commandAt,
            `its command sets ${said(set)}; write airflow.environment, or environment of the pool`,
          ),
        ];
  if (names.length === 0) return variables;
  return [
    ...variables,
    more.length === 0
      ? changed(service.commandAt, `${said(names)}: processes wait for their servers by themselves`)
      : left(service.commandAt, `it ran ${said(more)} around Airflow; what that does must be part of the image`),
  ];
}

function noAirflow(services: readonly Service[]): string {
  const looked = services.map((service) => `${service.name} (${service.image?.text ?? "built here"})`).join(", ");
  return (
    "no service looks like Airflow: none has an image named airflow, a variable AIRFLOW__..., or a command airflow. " +
    `Looked at: ${looked}`
  );
}
