import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { optionNumber } from "../../derived/option-value";
import { DEFAULT_PARALLELISM, slots } from "../../derived/pools";
import type { Release } from "../../releases/release";

/** Slots that stay empty because the schedulers may not run as many tasks at once. */
export function parallelism(deployment: Deployment, release: Release): readonly Finding[] {
  const path = ["airflow", "options", "core", "parallelism"];
  const each = optionNumber(deployment, "core.parallelism", DEFAULT_PARALLELISM);
  if (each < 1) return zero(path, release);
  const schedulers = deployment.scheduler.replicas.max;
  const most = each * schedulers;
  const wanted = slots(deployment);
  if (deployment.airflow.executor !== "CeleryExecutor" || most >= wanted) return [];
  const message =
    `the pools have ${wanted} slots, but [core] parallelism lets ${most} tasks run at once ` +
    `(${each} for each of ${schedulers} scheduler${schedulers === 1 ? "" : "s"}). ` +
    `To use them all write parallelism: ${Math.ceil(wanted / schedulers)}`;
  return [{ path, message, kind: "notice" }];
}

function zero(path: readonly string[], release: Release): readonly Finding[] {
  if (release.parallelismZero === "unlimited") return [];
  return [
    { path, message: `Airflow ${release.name} takes no 0 for "without limit" any more. Write a number of tasks` },
  ];
}
