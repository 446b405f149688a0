import { budget } from "../../airflow/derived/connection-budget";
import type { Statement } from "../../airflow/words/built";
import { dotted } from "../../deployment/words/problem";
import type { Connections, Fact, Review, Risk } from "../model";
import { type Deployed, releaseOf } from "../release";
import { portsOf, processesOf } from "./processes";
import { poolsOf, queuesOf } from "./queues";
import { secretsOf } from "./secrets";
import { at, type Subject } from "./subject";
import { summaryOf } from "./summary";
import { topologyOf } from "./topology";

/**
 * What a person judges, from a file and the stack that it became.
 * @param deployed what runs now, where that is known
 */
export function review(subject: Subject, deployed?: Deployed): Review {
  const { stack, target, file, deployment, built } = subject;
  const pools = poolsOf(subject);
  return {
    format: 1,
    stack,
    target,
    file,
    summary: summaryOf(subject),
    release: releaseOf(deployment.airflow.version, deployed, built.release),
    picture: topologyOf(subject),
    queues: queuesOf(subject, pools),
    pools,
    processes: processesOf(subject),
    ports: portsOf(subject),
    secrets: secretsOf(subject),
    connections: connectionsOf(subject),
    destroy: { lost: facts(subject, built.destroy.lost), kept: facts(subject, built.destroy.kept) },
    risks: risksOf(subject),
    ...(built.changes === undefined ? {} : { changes: built.changes }),
    ...(built.bootFiles === undefined ? {} : { bootFiles: built.bootFiles.map(({ name, what }) => ({ name, what })) }),
  };
}

const facts = (subject: Subject, statements: readonly Statement[]): Fact[] =>
  statements.map(({ name, value, path }) => ({
    name,
    value,
    ...(path === undefined ? {} : { at: at(subject, path) }),
  }));

function connectionsOf(subject: Subject): Connections {
  const { shares, kept, total, limit } = budget(subject.deployment, subject.airflow.release);
  const place = at(subject, ["metadataDatabase", "maxConnections"]);
  return { shares, kept, total, ...(limit === undefined ? {} : { limit }), at: place };
}

/** The target's own words where it has some of a place, else the notice that reading the file gave. */
function risksOf(subject: Subject): Risk[] {
  const { dangers } = subject.built;
  const told = new Set(dangers.map(({ path }) => dotted(path)));
  const notices = subject.notices.filter(({ path = [], besides }) => besides || !told.has(dotted(path)));
  const risks = [
    ...dangers.map(({ path, ...danger }): Risk => ({ ...danger, at: at(subject, path) })),
    ...notices.map(({ message, path = [] }): Risk => {
      const words = message.charAt(0).toUpperCase() + message.slice(1);
      return { level: "notice", what: words, remedy: "", at: at(subject, path) };
    }),
  ];
  return [...risks.filter(({ level }) => level === "danger"), ...risks.filter(({ level }) => level === "notice")];
}
