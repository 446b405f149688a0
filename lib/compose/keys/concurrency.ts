import { type Item, left } from "../read/item";
import type { Origin } from "../read/tree";
import type { Player } from "../services/cast";
import { type Context, settings } from "../services/context";
import { poolOf } from "../services/pool-name";
import { flag } from "../write/words";

/** Tasks at once of a worker: of its flags, else of its variables. */
export function concurrencyOf(
  { service, args }: Player,
  context: Context,
): { value: number; at: Origin; scaled: boolean } | undefined {
  const all = settings(service, context);
  const most = (text: string | undefined) => text?.split(",")[0];
  const candidates: readonly (readonly [string | undefined, Origin | undefined, boolean])[] = [
    [most(flag(args, "-a", "--autoscale")), service.commandAt, true],
    [flag(args, "-c", "--concurrency"), service.commandAt, false],
    [most(all.get("AIRFLOW__CELERY__WORKER_AUTOSCALE")?.text), all.get("AIRFLOW__CELERY__WORKER_AUTOSCALE")?.at, true],
    [all.get("AIRFLOW__CELERY__WORKER_CONCURRENCY")?.text, all.get("AIRFLOW__CELERY__WORKER_CONCURRENCY")?.at, false],
  ];
  return candidates.flatMap(([text, at, scaled]) =>
    text !== undefined && at !== undefined && /^[1-9]\d*$/.test(text) ? [{ value: Number(text), at, scaled }] : [],
  )[0];
}

/** A concurrency that is written, and is no number. */
export function unreadable({ service, args }: Player, context: Context): readonly Item[] {
  const all = settings(service, context);
  const remedy = `is no whole number; write workers.${poolOf(service.name)}.concurrency`;
  return [
    ...(flag(args, "-c", "--concurrency", "-a", "--autoscale") === undefined
      ? []
      : [left(service.commandAt, `the concurrency of its command ${remedy}`)]),
    ...["AIRFLOW__CELERY__WORKER_CONCURRENCY", "AIRFLOW__CELERY__WORKER_AUTOSCALE"].flatMap((name) => {
      const setting = all.get(name);
      return setting === undefined || setting.text === "" ? [] : [left(setting.at, `${name} ${remedy}`)];
    }),
  ];
}
