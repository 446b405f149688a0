import { DEFAULT_DRAIN_SECONDS, taskTimeoutSeconds } from "../../airflow/derived/drain";
import { durationWords } from "../../airflow/derived/units";
import { baseUrl } from "../../airflow/environment/address";
import { buildWords } from "../../airflow/words/build-words";
import { LONGEST_OF_ALL } from "../../deployment/schema/longest-task";
import { SERVER_IMAGES } from "../../deployment/usual";
import type { Path } from "../../deployment/words/finding";
import type { Fact } from "../model";
import { proxyWords } from "./proxy";
import { at, type Subject } from "./subject";

/** What a person asks first. */
export function summaryOf(subject: Subject): Fact[] {
  const { deployment, airflow } = subject;
  const { admin, executor, timezone, version } = deployment.airflow;
  const fact = (name: string, value: string, path: Path): Fact => ({ name, value, at: at(subject, path) });
  const proxy = proxyWords(deployment);
  const longest = taskTimeoutSeconds(deployment.airflow);
  const facts = [
    fact("Airflow", version, ["airflow", "version"]),
    fact("Image", imageWords(subject), ["airflow", "image"]),
    fact("Executor", executor, ["airflow", "executor"]),
    fact("DAGs", dagWords(subject), ["airflow", "dags"]),
    fact("Time zone", timezone, ["airflow", "timezone"]),
    fact("Address", baseUrl(deployment), ["webserver", "baseUrl"]),
    fact("Admin", admin.username, ["airflow", "admin"]),
    fact(
      "Metadata database",
      serverWords(deployment.metadataDatabase, airflow.database.shownAs, SERVER_IMAGES.postgres),
      ["metadataDatabase"],
    ),
    ...(airflow.broker === undefined
      ? []
      : [fact("Broker", serverWords(deployment.broker, airflow.broker.shownAs, SERVER_IMAGES.redis), ["broker"])]),
    fact(
      "Longest task",
      longest === undefined
        ? `no limit; a stop waits ${durationWords(DEFAULT_DRAIN_SECONDS)}`
        : `${durationWords(longest)}, then Airflow stops it`,
      LONGEST_OF_ALL,
    ),
    ...(proxy === undefined ? [] : [fact("Proxy", proxy.value, proxy.path)]),
  ];
  return withOwn(facts, subject);
}

/** The target knows better what it makes of some of them. */
function withOwn(facts: readonly Fact[], subject: Subject): Fact[] {
  const own = (subject.built.summary ?? []).map(
    ({ name, value, path }): Fact => ({ name, value, ...(path === undefined ? {} : { at: at(subject, path) }) }),
  );
  const named = (name: string) => own.find((fact) => fact.name === name);
  const more = own.filter(({ name }) => facts.every((fact) => fact.name !== name));
  return [...facts.map((fact) => named(fact.name) ?? fact), ...more];
}

function imageWords({ airflow: { composition } }: Subject): string {
  const { image } = composition;
  if ("reference" in image) return image.reference;
  return buildWords(image.build);
}

function dagWords({ deployment }: Subject): string {
  const { folder, git, bucket, ref, subdir, every, image } = deployment.airflow.dags;
  if (folder !== undefined) return `folder ${folder} of the host`;
  if (bucket !== undefined) return `${bucket}, asked every ${durationWords(every ?? 60)}`;
  if (git === undefined) return `folder ${image ?? ""} of the image`;
  const where = subdir === undefined ? "" : `, folder ${subdir}`;
  return `${git}, ${ref ?? "main"}${where}, asked every ${durationWords(every ?? 60)}`;
}

const serverWords = (
  part: { readonly host?: string | undefined; readonly image?: string | undefined },
  shownAs: string,
  own: string,
): string => (part.host === undefined ? `our own ${part.image ?? own}` : `existing, ${shownAs}`);
