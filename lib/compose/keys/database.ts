import { isItself } from "../../airflow/derived/host-name";
import type { Setting } from "../read/env-file";
import { changed, type Item, left, problem, same, secret, write } from "../read/item";
import type { Origin } from "../read/tree";
import { type Context, running, settings } from "../services/context";
import { puckelAddress } from "../services/puckel";
import { repository, tag } from "../services/roles";
import type { Service } from "../services/service";
import { serverSettings } from "./server-settings";
import { type Address, address } from "./url";
import { firstValue } from "./value";

/** Server of a kind that a deployment on Docker never starts. */
const isMysql = ({ image }: Service): boolean => /mysql|mariadb|percona/.test(image?.text ?? "");

const AT = ["metadataDatabase"];
const NAMES = ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CORE__SQL_ALCHEMY_CONN"];

/** The oldest Postgres that every supported Airflow is tested with. */
const OLDEST_POSTGRES = 13;

/** The compose file's server that holds Airflow's metadata; undefined: none of it does. */
export function usedDatabase(context: Context): Service | undefined {
  const written = addressOf(context);
  if (written === undefined) return assumed(context);
  const host = address(written.text)?.host ?? "";
  return context.cast.databases.find(({ hosts }) => hosts.includes(host));
}

const addressOf = (context: Context): Setting | undefined =>
  running(context.cast).flatMap((service) => firstValue(service, NAMES, context) ?? [])[0] ??
  puckelAddress("POSTGRES", context);

/** The metadata database: a server of ours where the compose file starts one, else the existing one. */
export function database(context: Context): readonly Item[] {
  return [...metadata(context), ...results(context)];
}

/** Celery's results, where they had a database of their own. */
function results(context: Context): readonly Item[] {
  const at = addressOf(context);
  const own = at === undefined ? undefined : address(at.text);
  return running(context.cast).flatMap((service) => {
    const setting = settings(service, context).get("AIRFLOW__CELERY__RESULT_BACKEND");
    const url = setting === undefined ? undefined : address(setting.text);
    return setting === undefined || url === undefined || own === undefined || /^redis/.test(url.scheme)
      ? []
      : url.host === own.host && url.name === own.name
        ? []
        : [changed(setting.at, "Celery's results had a database of their own; now they are in the metadata database")];
  });
}

function metadata(context: Context): readonly Item[] {
  const written = addressOf(context);
  if (written === undefined) return ours(context, assumed(context), undefined, undefined);
  const url = address(written.text);
  if (url === undefined)
    return [
      problem(
        written.at,
        "the address of the metadata database cannot be read; write postgresql+psycopg2://USER:PASSWORD@HOST/NAME",
      ),
    ];
  if (url.scheme === "sqlite") return ours(context, undefined, undefined, written);
  const server = usedDatabase(context);
  if (server !== undefined) return ours(context, server, url, written);
  return existing(url, written, context);
}

/** The address may be in an airflow.cfg; the database that the compose file starts is the one meant. */
const assumed = ({ cast }: Context): Service | undefined =>
  cast.databases.find(({ hosts }) => hosts.includes("postgres")) ?? cast.databases[0];

function ours(
  context: Context,
  server: Service | undefined,
  url: Address | undefined,
  written: Setting | undefined,
): readonly Item[] {
  const at = server?.at ?? written?.at ?? context.project.file;
  if (server === undefined)
    return [
      changed(
        at,
        `${written === undefined ? "no address of a metadata database is in the file (it may be in an airflow.cfg)" : "SQLite is for trying only"}: a Postgres of our own is started; write metadataDatabase.host for an existing one`,
      ),
    ];
  const names = { name: url?.name, user: url?.user };
  return [
    ...(["name", "user"] as const).flatMap((key) =>
      names[key] === undefined || names[key] === "" || names[key] === "airflow" || written === undefined
        ? []
        : [write([...AT, key], names[key] ?? "", written.at)],
    ),
    ...serverImage(server),
    ...serverSettings("database", server),
    changed(
      at,
      isMysql(server)
        ? `the engine changes from MySQL to Postgres, since our own server on Docker is Postgres: it begins empty, and a dump of MySQL is not read by Postgres; to keep MySQL and its data run it on its own and write metadataDatabase: { engine: mysql, host: ADDRESS, password: { secret: NAME } }`
        : `the metadata database begins empty, with a generated password; the data of ${server.name} stays where it is: to take it over dump it there and restore it (docs/import.md)`,
    ),
    ...(url === undefined || written === undefined || url.parameters === "" ? [] : [parametersOf(url, written)]),
    ...server.ports.map((port) =>
      left(
        port.at,
        "the database is not published to the host; use docker exec, or an existing server with metadataDatabase.host",
      ),
    ),
  ];
}

function serverImage(server: Service): readonly Item[] {
  const image = server.image?.text ?? "";
  const at: Origin = server.image?.at ?? server.at;
  if (isMysql(server)) return [same(at)];
  const official = /^(docker\.io\/)?(library\/)?postgres$/.test(repository(image));
  const major = Number(/^\d+/.exec(tag(image) ?? "")?.[0]);
  if (official && major >= OLDEST_POSTGRES && !image.includes("@")) return [write([...AT, "image"], image, at)];
  const why = official ? "is no version that Airflow is tested with" : "is not the official Postgres";
  return [
    changed(
      at,
      `${image === "" ? "its own build" : image} ${why}: our own default is started; write metadataDatabase.image for another Postgres`,
    ),
  ];
}

function existing(url: Address, written: Setting, context: Context): readonly Item[] {
  const engine = /^postgres(ql)?$/.test(url.scheme)
    ? "postgres"
    : /^(mysql|mariadb)$/.test(url.scheme)
      ? "mysql"
      : undefined;
  if (engine === undefined)
    return [problem(written.at, `the metadata database is ${url.scheme}; Airflow runs on Postgres or MySQL`)];
  const password = secret(context.stack, "metadata-database", url.password, written.at);
  return [
    ...(engine === "mysql" ? [write([...AT, "engine"], engine, written.at)] : []),
    write([...AT, "host"], url.host, written.at),
    ...(url.port === undefined ? [] : [write([...AT, "port"], url.port, written.at)]),
    ...(url.name === "airflow" ? [] : [write([...AT, "name"], url.name, written.at)]),
    ...(url.user === "airflow" ? [] : [write([...AT, "user"], url.user, written.at)]),
    write([...AT, "password"], password.reference, written.at),
    password.item,
    ...(url.parameters === "" ? [] : [parametersOf(url, written)]),
    ...reachable(url.host, written.at, "metadataDatabase.host"),
  ];
}

const parametersOf = ({ parameters }: Address, { at }: Setting): Item =>
  left(
    at,
    `the parameters ?${parameters.replace(/=[^&]*/g, "=...")} of the address; see airflow.options.database.sql_alchemy_connect_args`,
  );

/** What a container understands otherwise than the person at the host. */
export function reachable(host: string, at: Origin, key: string): readonly Item[] {
  if (isItself(host))
    return [
      problem(
        at,
        `${host} is each container itself, so ${key} would lead nowhere; write host.docker.internal in its place, where the server must listen too, and import again`,
      ),
    ];
  return /^[\w-]+$/.test(host)
    ? [
        left(
          at,
          `${host} may be a container elsewhere, which this deployment's network does not see; then write the address of its host to ${key}`,
        ),
      ]
    : [];
}
