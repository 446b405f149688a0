import { USUAL_PORTS } from "../../deployment/usual";
import type { Setting } from "../read/env-file";
import { changed, type Item, left, secret, whole, write } from "../read/item";
import { type Context, running } from "../services/context";
import { puckelAddress } from "../services/puckel";
import { repository, tag } from "../services/roles";
import type { Service } from "../services/service";
import { reachable } from "./database";
import { serverSettings } from "./server-settings";
import { type Address, address } from "./url";
import { firstValue } from "./value";

const AT = ["broker"];
const OLDEST_REDIS = 6;

/** The compose file's server that Airflow's tasks go through; undefined: none of it is. */
export function usedBroker(context: Context): Service | undefined {
  const written = addressOf(context);
  const url = written === undefined ? undefined : address(written.text);
  return context.cast.brokers.find(({ hosts }) =>
    written === undefined ? true : url !== undefined && hosts.includes(url.host),
  );
}

const addressOf = (context: Context): Setting | undefined =>
  running(context.cast).flatMap((service) => firstValue(service, ["AIRFLOW__CELERY__BROKER_URL"], context) ?? [])[0] ??
  puckelAddress("REDIS", context);

/** The broker: a Redis of ours where the compose file starts one, else the existing one. */
export function broker(context: Context): readonly Item[] {
  const written = addressOf(context);
  const url = written === undefined ? undefined : address(written.text);
  const server = usedBroker(context);
  // Several addresses in one, as of Sentinel, are none that a deployment file can name.
  const scheme = url?.scheme ?? /^[a-z]+/i.exec(written?.text ?? "redis")?.[0] ?? "";
  const redis = /^rediss?$/.test(scheme) && (written === undefined || url !== undefined);
  if (!redis || (server !== undefined && isRabbit(server))) {
    const at = written?.at ?? server?.at ?? context.project.file;
    const what = redis ? "rabbitmq" : url === undefined ? `${scheme} with an address that is not one of Redis` : scheme;
    return [
      changed(
        at,
        `the broker was ${what}; a Redis of our own takes its place, and tasks that wait in the old one stay there: let it run empty first`,
      ),
      ...(server === undefined
        ? []
        : [
            whole(
              left(
                server.at,
                "a broker other than Redis or Valkey cannot be used here; nothing else of Airflow needs it",
              ),
            ),
          ]),
    ];
  }
  if (server !== undefined) return ours(server, url, written);
  if (url !== undefined && written !== undefined) return existing(url, written, context);
  return [
    changed(
      context.project.file,
      "no address of a broker is in the file (it may be in an airflow.cfg): a Redis of our own is started; write broker.host for an existing one",
    ),
  ];
}

const isRabbit = (server: Service): boolean => /rabbitmq/.test(server.image?.text ?? "");

function ours(server: Service, url: Address | undefined, written: Setting | undefined): readonly Item[] {
  const image = server.image?.text ?? "";
  const at = server.image?.at ?? server.at;
  const major = Number(/^\d+/.exec(tag(image) ?? "")?.[0]);
  const official = /^(docker\.io\/)?(library\/)?redis$/.test(repository(image));
  return [
    ...(official && major >= OLDEST_REDIS && !image.includes("@")
      ? [write([...AT, "image"], image, at)]
      : [
          changed(
            at,
            `${image === "" ? "its own build" : image} ${official ? `is no version from ${OLDEST_REDIS} on` : "is not the official Redis"}: our own default is started; write broker.image for another Redis`,
          ),
        ]),
    ...(written === undefined || databaseOf(url) === 0
      ? []
      : [write([...AT, "database"], databaseOf(url), written.at)]),
    ...(url === undefined || written === undefined || url.parameters === "" ? [] : [parametersOf(url, written)]),
    ...(url?.scheme === "rediss" && written !== undefined
      ? [changed(written.at, "the way to our own Redis is not encrypted; it does not leave the deployment's network")]
      : []),
    ...serverSettings("broker", server),
    changed(server.at, "the broker gets a generated password, and its data a volume"),
    ...server.ports.map((port) =>
      left(
        port.at,
        "the broker is not published to the host; workers on other machines need an existing one with broker.host",
      ),
    ),
  ];
}

const databaseOf = (url: Address | undefined): number => (/^\d+$/.test(url?.name ?? "") ? Number(url?.name) : 0);

function existing(url: Address, written: Setting, context: Context): readonly Item[] {
  const password = secret(context.stack, "broker", url.password, written.at);
  return [
    write([...AT, "host"], url.host, written.at),
    ...(url.port === undefined || url.port === USUAL_PORTS.redis ? [] : [write([...AT, "port"], url.port, written.at)]),
    ...(databaseOf(url) === 0 ? [] : [write([...AT, "database"], databaseOf(url), written.at)]),
    ...(url.user === "" || url.user === "default" ? [] : [write([...AT, "user"], url.user, written.at)]),
    ...(url.password === "" ? [] : [write([...AT, "password"], password.reference, written.at), password.item]),
    ...(url.scheme === "rediss" ? [write([...AT, "tls"], true, written.at)] : []),
    ...(url.parameters === "" ? [] : [parametersOf(url, written)]),
    ...reachable(url.host, written.at, "broker.host"),
  ];
}

const parametersOf = ({ parameters }: Address, { at }: Setting): Item =>
  left(
    at,
    `the parameters ?${parameters.replace(/=[^&]*/g, "=...")} of the address; the server's certificate is always checked`,
  );
