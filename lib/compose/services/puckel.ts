import { USUAL_PORTS } from "../../deployment/usual";
import { fernet } from "../keys/option";
import type { Setting } from "../read/env-file";
import { changed, type Item, write } from "../read/item";
import type { Cast } from "./cast";
import { type Context, everyone, running, settings } from "./context";
import { repository } from "./roles";

/**
 * puckel/docker-airflow, long the usual image: its entrypoint makes Airflow's options of short variables, and Airflow
 * lives in another folder. Source: its script/entrypoint.sh.
 */
export const isPuckel = (cast: Cast): boolean =>
  everyone(cast).some(
    ({ image, environment }) =>
      /(^|\/)docker-airflow$/.test(repository(image?.text ?? "")) ||
      environment.has("LOAD_EX") ||
      (environment.has("EXECUTOR") && !environment.has("AIRFLOW__CORE__EXECUTOR")),
  );

export const PUCKEL_HOME = "/usr/local/airflow";

/** Variables that its entrypoint reads and that say nothing once the rest is carried. */
export const PUCKEL_VARIABLES: ReadonlySet<string> = new Set([
  "EXECUTOR",
  "LOAD_EX",
  "FERNET_KEY",
  ...["HOST", "PORT", "USER", "PASSWORD", "DB", "EXTRAS"].map((key) => `POSTGRES_${key}`),
  ...["HOST", "PORT", "PASSWORD", "PROTO", "DBNUM"].map((key) => `REDIS_${key}`),
]);

/** An address of the variables POSTGRES_... or REDIS_..., where they name a host outside the compose file. */
export function puckelAddress(kind: "POSTGRES" | "REDIS", context: Context): Setting | undefined {
  const all = running(context.cast).map((service) => settings(service, context));
  const value = (key: string) => all.flatMap((one) => one.get(`${kind}_${key}`) ?? [])[0];
  const host = value("HOST");
  if (host === undefined || !isPuckel(context.cast)) return undefined;
  const text = (key: string, otherwise: string) => value(key)?.text ?? otherwise;
  const password = encodeURIComponent(text("PASSWORD", kind === "REDIS" ? "" : "airflow"));
  return kind === "REDIS"
    ? {
        ...host,
        text: `${text("PROTO", "redis://")}:${password}@${host.text}:${text("PORT", String(USUAL_PORTS.redis))}/${text("DBNUM", "1")}`,
      }
    : {
        ...host,
        text: `postgresql://${text("USER", "airflow")}:${password}@${host.text}:${text("PORT", String(USUAL_PORTS.postgres))}/${text("DB", "airflow")}${text("EXTRAS", "")}`,
      };
}

/** Its short variables that are options today. */
export function puckel(context: Context): readonly Item[] {
  if (!isPuckel(context.cast)) return [];
  const all = running(context.cast).map((service) => settings(service, context));
  const first = (name: string) => all.flatMap((one) => one.get(name) ?? [])[0];
  const examples = first("LOAD_EX");
  const key = first("FERNET_KEY");
  return [
    ...(examples !== undefined && /^y/i.test(examples.text)
      ? [write(["airflow", "options", "core", "load_examples"], true, examples.at)]
      : []),
    ...(key === undefined ? [] : fernet(key.text, key.at, context)),
    ...running(context.cast)
      .slice(0, 1)
      .map(({ at }) =>
        changed(
          at,
          `${PUCKEL_HOME} is /opt/airflow in the official image; DAGs that name the old folder must name the new one`,
        ),
      ),
  ];
}
