import { lookUp } from "../../lib/deployment/look-up";
import { quoted } from "../../lib/deployment/words/echo";
import type { Answers, CloudAnswers } from "../../lib/new/answers";
import { read } from "../words";
import { list, POOL_FORM, poolFlag } from "./pool-flag";
import { brokerFlag, databaseFlag } from "./server-flag";
import { WORDS } from "./words";

/** What the command line says. */
export interface Flags {
  /** Answers that need not be asked for. Flower's port is chosen later. */
  readonly given: Partial<Omit<Answers, "flower">>;
  readonly flower: boolean | undefined;
  readonly yes: boolean;
  readonly print: boolean;
  readonly force: boolean;
}

const parse = (args: readonly string[]) => read(WORDS, args);
type Values = ReturnType<typeof parse>["values"];

/** Reads the command line. @throws Error with one line for people */
export function readFlags(args: readonly string[]): Flags {
  const { values, positionals } = parse(args);
  const [stack] = positionals;
  const given = {
    ...(stack === undefined ? {} : { stack }),
    ...(values.target === undefined ? {} : { target: values.target }),
    ...(values.airflow === undefined ? {} : { version: values.airflow }),
    ...(values.executor === undefined ? {} : { executor: lookUp(EXECUTORS, values.executor) ?? values.executor }),
    ...(values.pool === undefined ? {} : { pools: values.pool.map(pool) }),
    ...dags(values),
    ...(values["git-sync-image"] === undefined ? {} : { gitSyncImage: values["git-sync-image"] }),
    ...servers(values),
    ...cloud(values),
    ...(values.port === undefined ? {} : { port: values.port }),
    ...duration(values["max-task-duration"]),
  };
  const { flower, yes, print, force } = values;
  return { given, flower, yes, print, force };
}

const EXECUTORS: Readonly<Record<string, string>> = { celery: "CeleryExecutor", local: "LocalExecutor" };

function pool(value: string) {
  const read = poolFlag(value);
  if (read === undefined) throw new Error(`--pool: expected ${POOL_FORM}, got ${quoted(value)}`);
  return read;
}

function dags(values: Values): Partial<Answers> {
  const { "dags-folder": folder, "dags-git": url, "dags-image": image, "dags-ref": ref } = values;
  if ([folder, url, image].filter((way) => way !== undefined).length > 1)
    throw new Error("expected one of --dags-folder, --dags-git and --dags-image");
  if (ref !== undefined && url === undefined) throw new Error("--dags-ref: goes with --dags-git only");
  if (folder !== undefined) return { dags: { from: "folder", path: folder } };
  if (image !== undefined) return { dags: { from: "image", path: image } };
  return url === undefined ? {} : { dags: { from: "git", url, ref: ref ?? "main" } };
}

function servers(values: Values): Partial<Answers> {
  const { database, broker, "database-secret": databaseSecret, "broker-secret": brokerSecret } = values;
  for (const [flag, server, secret] of [
    ["database", database, databaseSecret],
    ["broker", broker, brokerSecret],
  ])
    if (secret !== undefined && (server === undefined || server === "own"))
      throw new Error(
        `--${flag}-secret: goes with --${flag} ADDRESS only, a server of our own has a generated password`,
      );
  return {
    ...(database === undefined
      ? {}
      : { database: server("--database", database, databaseFlag(database, databaseSecret)) }),
    ...(broker === undefined ? {} : { broker: server("--broker", broker, brokerFlag(broker, brokerSecret)) }),
  };
}

function cloud(values: Values): CloudAnswers {
  const { account, region, "state-bucket": stateBucket, "base-url": baseUrl, certificate, zone, allow } = values;
  if (certificate !== undefined && zone !== undefined) throw new Error("expected one of --certificate and --zone");
  return {
    ...(account === undefined ? {} : { account }),
    ...(values.project === undefined ? {} : { project: values.project }),
    ...(values["machine-zone"] === undefined ? {} : { zone: values["machine-zone"] }),
    ...(values.image === undefined ? {} : { image: values.image }),
    ...(region === undefined ? {} : { region }),
    ...(stateBucket === undefined ? {} : { stateBucket }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(certificate === undefined ? {} : { entrance: { certificate } }),
    ...(zone === undefined ? {} : { entrance: { zone } }),
    ...(allow === undefined ? {} : { allow: list(allow) }),
  };
}

function server<T>(flag: string, value: string, read: T | string): T | "own" {
  if (value === "own") return "own";
  if (typeof read === "string") throw new Error(`${flag}: ${read}`);
  return read;
}

const duration = (value: string | undefined): Partial<Answers> =>
  value === undefined ? {} : { longestTask: value === "none" ? undefined : value };
