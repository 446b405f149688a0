import { repositoryPort } from "../../airflow/files/repository-address";
import { factsOf, type Role } from "../../airflow/workloads/roles";
import type { Caller, Server, Service } from "../../airflow/workloads/service";
import type { Link, Node, Picture } from "../model";
import { at, type Subject } from "./subject";
import { rangeWords } from "./words";

const PEOPLE = "people";
const REPOSITORY = "repository";
const OUTSIDE = "outside";

/** Who talks to whom, from what listens and who may call it: the facts that open ports also draw them. */
export function topologyOf(subject: Subject): Picture {
  const nodes = nodesOf(subject);
  const links = [...ofServices(subject), ...ofHelpers(subject), ...toExisting(subject), ...toRepository(subject)];
  const places = nodes.some(({ place }) => place === OUTSIDE)
    ? [...subject.built.places, { id: OUTSIDE, label: "Not part of this stack", kind: "outside" as const }]
    : subject.built.places;
  return { places, nodes, links };
}

function nodesOf(subject: Subject): Node[] {
  const { airflow, built, deployment } = subject;
  const { metadataDatabase, broker } = deployment;
  return [
    { id: PEOPLE, label: "People", lines: [], kind: "people" },
    ...built.helpers.map(
      (helper): Node => ({
        id: helper.name,
        label: helper.name,
        lines: helper.role === helper.name || helper.role === helper.name.replaceAll("-", " ") ? [] : [helper.role],
        kind: helper.kind,
        place: helper.place,
        at: at(subject, helper.path),
      }),
    ),
    ...airflow.services.map((service) => ofService(subject, service)),
    ...(metadataDatabase.host === undefined
      ? []
      : [existing(subject, "metadata-database", airflow.database.shownAs, ["metadataDatabase", "host"])]),
    ...(broker.host === undefined || airflow.broker === undefined
      ? []
      : [existing(subject, "broker", airflow.broker.shownAs, ["broker", "host"])]),
    ...(deployment.airflow.dags.git === undefined
      ? []
      : [existing(subject, REPOSITORY, deployment.airflow.dags.git, ["airflow", "dags", "git"])]),
  ];
}

function ofService(subject: Subject, service: Service): Node {
  const place = subject.built.placed.find((one) => one.service === service.name)?.place;
  return {
    id: service.name,
    label: service.name,
    lines: lines(subject, service),
    kind: "process",
    ...(place === undefined ? {} : { place }),
    ...(service.pool === undefined ? {} : { group: service.role }),
    at: at(subject, service.path),
  };
}

function lines({ deployment }: Subject, { pool, replicas, slots }: Service): string[] {
  const many = replicas.min === 1 && replicas.max === 1 ? [] : [`${rangeWords(replicas)} processes`];
  const part = pool === undefined ? undefined : deployment.workers[pool];
  if (part === undefined) return many;
  return [`${rangeWords(replicas)} x ${slots} slots`, `queues: ${part.queues.join(", ")}`];
}

const existing = (subject: Subject, id: string, shownAs: string, path: string[]): Node => ({
  id,
  label: id === REPOSITORY ? "DAG repository" : id,
  lines: [shownAs],
  kind: "existing",
  place: OUTSIDE,
  at: at(subject, path),
});

/** To what Airflow's processes listen on. */
function ofServices(subject: Subject): Link[] {
  const proxied = new Set(subject.built.helpers.flatMap(({ calls }) => calls.map(({ role }) => role)));
  return subject.airflow.services.flatMap((to) => {
    const placed = subject.built.placed.find(({ service }) => service === to.name);
    const published = placed?.published ?? [];
    const indirect = placed?.closed === true || proxied.has(to.role);
    return to.listens.flatMap(({ port, callers, what }) =>
      callersIn(
        subject,
        callers.filter((caller) => caller !== PEOPLE || !indirect),
      )
        .filter((from) => from !== to.name)
        .map((from) => {
          const outer = from === PEOPLE ? published.find(({ internal }) => internal === port)?.external : undefined;
          return { from, to: to.name, port: String(outer ?? port), what };
        }),
    );
  });
}

/** To and from what is not Airflow's. */
function ofHelpers(subject: Subject): Link[] {
  return subject.built.helpers.flatMap((helper) => [
    ...helper.listens.flatMap(({ port, what, callers }) =>
      callersIn(subject, callers).map((from) => {
        const outer =
          from === PEOPLE ? helper.published.find(({ internal }) => internal === port)?.external : undefined;
        return { from, to: helper.name, port: String(outer ?? port), what };
      }),
    ),
    ...helper.calls.flatMap(({ role, port, what }) =>
      namesOf(subject, role).map((to) => ({ from: helper.name, to, port: String(port), what })),
    ),
    ...(helper.kind === "one-shot"
      ? [{ from: helper.name, to: "metadata-database", port: subject.airflow.database.port, what: helper.role }]
      : []),
  ]);
}

/** To a database or broker that the file names: every process of the right roles calls it itself. */
function toExisting({ airflow, deployment }: Subject): Link[] {
  const { services, database, broker } = airflow;
  const sql =
    deployment.metadataDatabase.host === undefined
      ? []
      : services.map(({ name }) => ({ from: name, to: "metadata-database", port: database.port, what: "SQL" }));
  const tasks =
    broker === undefined || deployment.broker.host === undefined
      ? []
      : services
          .filter(({ role }) => factsOf(role).calls.includes("broker"))
          .map(({ name }) => ({ from: name, to: "broker", port: broker.port, what: "task queues" }));
  return [...sql, ...tasks];
}

/** Airflow's own git bundle: the processes that load DAGs read the repository themselves. */
function toRepository({ airflow, deployment }: Subject): Link[] {
  const { git } = deployment.airflow.dags;
  if (git === undefined || airflow.composition.besides.some(({ name }) => name === "git-sync")) return [];
  const port = String(repositoryPort(git));
  return airflow.services
    .filter(({ role, runsTasks }) => factsOf(role).dags !== undefined || runsTasks)
    .map(({ name }) => ({ from: name, to: REPOSITORY, port, what: "git" }));
}

const callersIn = (subject: Subject, callers: readonly Caller[]): string[] =>
  callers.flatMap((caller) => (caller === PEOPLE ? [PEOPLE] : namesOf(subject, caller)));

const SERVERS: readonly string[] = [REPOSITORY, "metadata-database", "broker"] satisfies Server[];

/** A server's node is called as it is. */
const namesOf = ({ airflow }: Subject, role: Role | Server): string[] =>
  SERVERS.includes(role) ? [role] : airflow.services.filter((one) => one.role === role).map(({ name }) => name);
