import { leastMemory } from "../airflow/rules/sizes";
import { releaseOf } from "../airflow/version";
import { type Context, settings } from "./context";
import type { Executor } from "./executor";
import { changed, type Item, left, secret, whole, write } from "./item";
import { published } from "./processes";
import { size } from "./size-limits";
import { flag } from "./words";

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
    write(["flower", "port"], port?.host ?? 5555, port?.at ?? service.at),
    ...(port === undefined
      ? [
          changed(
            service.at,
            "its port was not published; Flower listens on 127.0.0.1:5555 of this host: write flower.port for another",
          ),
        ]
      : published(["flower", "port"], port, 5555).filter(({ kind }) => kind !== "write")),
    ...size(["flower"], service, leastMemory(release, "flower")),
    ...login(player.service, args, context),
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
