import { leastMemory } from "../../airflow/derived/sizes";
import { releaseOf } from "../../airflow/releases/version";
import { USUAL_PORTS } from "../../deployment/usual";
import { changed, type Item, left, same, secret, whole, write } from "../read/item";
import { type Context, running, settings } from "../services/context";
import { flag } from "../write/words";
import type { Executor } from "./executor";
import { option } from "./option";
import { published } from "./processes";
import { size } from "./size-limits";

/** Flower with its port; it always has a password here. */
export function flower(context: Context, executor: Executor): readonly Item[] {
  const [player, ...rest] = context.cast.roles.flower;
  const release = releaseOf(context.airflowVersion);
  if (player === undefined || release === undefined) return [];
  const { service, args } = player;
  if (executor === "LocalExecutor")
    return [whole(left(service.at, "Flower shows Celery's workers, and LocalExecutor has none"))];
  const [port] = service.ports;
  return [
    // A section that has no key is written, too: it is what starts Flower.
    write(["flower", "port"], port?.host ?? USUAL_PORTS.flower, port?.at ?? service.at),
    ...(port === undefined
      ? [
          changed(
            service.at,
            `its port was not published; Flower listens on 127.0.0.1:${USUAL_PORTS.flower} of this host: write flower.port for another`,
          ),
        ]
      : published(["flower", "port"], port, USUAL_PORTS.flower).filter(({ kind }) => kind !== "write")),
    ...size(["flower"], service, leastMemory(release, "flower")),
    ...login(player.service, args, context),
    ...prefix(player.service, args, context),
    ...rest.map((other) => whole(left(other.service.at, "one Flower is enough"))),
  ];
}

function login(
  service: Context["project"]["services"][number],
  args: readonly string[],
  context: Context,
): readonly Item[] {
  const all = settings(service, context);
  const setting = all.get("AIRFLOW__CELERY__FLOWER_BASIC_AUTH") ?? all.get("FLOWER_BASIC_AUTH");
  const text = flag(args, "--basic-auth", "--basic_auth", "-A") ?? setting?.text ?? "";
  const at = setting?.at ?? service.commandAt;
  const [first = "", ...others] = text.split(",");
  const cut = first.indexOf(":");
  if (cut < 1) return [changed(at, "Flower had no password; now its user is admin, with a generated one")];
  const { reference, item } = secret(context.stack, "flower", first.slice(cut + 1), at);
  return [
    write(["flower", "username"], first.slice(0, cut), at),
    write(["flower", "password"], reference, at),
    item,
    ...(others.length === 0 ? [] : [left(at, "Flower has one user here; the others are left out")]),
  ];
}

const PREFIX = "AIRFLOW__CELERY__FLOWER_URL_PREFIX";

/** Its path, where a variable of its own service says it: flags are read with all others, and so is what all have. */
function prefix(
  service: Context["project"]["services"][number],
  args: readonly string[],
  context: Context,
): readonly Item[] {
  if (flag(args, "-u", "--url-prefix", "--url_prefix") !== undefined) return [];
  const shared = running(context.cast).map((other) => settings(other, context));
  const own = settings(service, context);
  const name = [PREFIX, "FLOWER_URL_PREFIX"].find((one) => own.has(one) && shared.every((all) => !all.has(one)));
  const setting = name === undefined ? undefined : own.get(name);
  if (setting === undefined) return [];
  return setting.text === "" ? [same(setting.at)] : option(PREFIX, setting, context);
}
