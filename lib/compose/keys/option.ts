import { resolve } from "node:path";
import { todaysName } from "../../airflow/derived/option-names";
import { OWNED_OPTIONS } from "../../airflow/derived/owned-options";
import { showDuration } from "../../airflow/derived/units";
import { partsOfVariable } from "../../airflow/environment/option";
import { lookUp } from "../../deployment/look-up";
import { LONGEST_OF_ALL, LONGEST_OF_ALL_WORDS } from "../../deployment/schema/longest-task";
import { looksSecret } from "../../deployment/secret/judge";
import { SENSITIVE_OPTIONS } from "../../deployment/secret/options";
import type { Setting } from "../read/env-file";
import { changed, type Item, left, same, secret, type Written, write } from "../read/item";
import { type Context, hostPath } from "../services/context";
import { allOfChildren } from "./children";
import { secretFile } from "./value";

/** Owned options that other parts of the import read, or whose value every deployment has anyway. */
const SILENT: ReadonlySet<string> = new Set([
  "core.executor",
  "core.dags_folder",
  "core.sql_alchemy_conn",
  "core.execution_api_server_url",
  "workers.execution_api_server_url",
  "database.sql_alchemy_conn",
  "database.sql_alchemy_conn_async",
  "celery.broker_url",
  "celery.worker_concurrency",
  "celery.worker_autoscale",
  "celery.flower_basic_auth",
  "celery.flower_port",
  "webserver.web_server_port",
  "api.port",
  "scheduler.enable_health_check",
  "scheduler.standalone_dag_processor",
]);

const GENERATED: ReadonlySet<string> = new Set(["webserver.secret_key", "api.secret_key", "api_auth.jwt_secret"]);

/** AIRFLOW__SECTION__KEY: an option, unless the file has a key of its own for it. */
export function option(variable: string, setting: Setting, context: Context): readonly Item[] {
  const { section, key } = partsOfVariable(variable) ?? { section: "", key: "" };
  const whole = `${section}.${key}`.toLowerCase();
  const { text, at } = setting;
  if (lookUp(OWNED_OPTIONS, whole) !== undefined) return owned(whole, setting, context);
  const base = pointed(whole);
  if (base !== whole && lookUp(OWNED_OPTIONS, base) !== undefined) return elsewhere(base, whole, setting, context);
  const today = todaysName(base, context.version);
  if (today === null)
    return [left(at, `Airflow ${context.airflowVersion} has no option ${base} and none in its place; leave it out`)];
  const name = today ?? base;
  if (lookUp(OWNED_OPTIONS, name) !== undefined) return owned(name, setting, context);
  const renamed: readonly Item[] =
    today === undefined ? [] : [changed(at, `option ${base} is called ${name} in Airflow ${context.airflowVersion}`)];
  if (whole !== base) return [...pointer(name, whole, setting, context), ...renamed];
  if (name === "fab.auth_backends" && /airflow\.api\.auth\./.test(text))
    return [
      left(at, "the authentication backends are those of 2.x; 3.x has its own, see the FAB provider's documentation"),
    ];
  return [...written(name, setting, context), ...renamed];
}

/**
 * The option that KEY_CMD or KEY_SECRET speaks of. Airflow asks a secrets backend for its sensitive options only, so
 * client_secret of a plugin is a name of its own.
 */
function pointed(whole: string): string {
  const base = whole.replace(/_(cmd|secret)$/, "");
  const known = SENSITIVE_OPTIONS.has(base) || Object.hasOwn(OWNED_OPTIONS, base);
  return SENSITIVE_OPTIONS.has(whole) || (whole.endsWith("_secret") && !known) ? whole : base;
}

function written(name: string, { text, at }: Setting, { stack }: Context): readonly Item[] {
  const [section, key] = parted(name);
  const sensitive = SENSITIVE_OPTIONS.has(name);
  if (text === "" && (sensitive || looksSecret(key, "?") !== undefined)) return [same(at)];
  const path = ["airflow", "options", section, key];
  if (!sensitive && looksSecret(key, text) === undefined) return [write(path, scalar(text), at)];
  const { reference, item } = secret(stack, name, text, at);
  return [write(path, reference, at), item];
}

/** The section may hold dots; the key has none. */
const parted = (name: string): readonly [section: string, key: string] => [
  name.slice(0, name.lastIndexOf(".")),
  name.slice(name.lastIndexOf(".") + 1),
];

/** Numbers and `true` as a person would write them; a text that they would change stays text. */
const scalar = (text: string): Written =>
  /^(true|false)$/.test(text) ? text === "true" : /^(0|-?[1-9]\d{0,8})$/.test(text) ? Number(text) : text;

/** An option of this program whose value is elsewhere. The one that is known here is the value; no other text is. */
function elsewhere(name: string, whole: string, setting: Setting, context: Context): readonly Item[] {
  const file = whole.endsWith("_cmd") ? secretFile(setting.text, context) : undefined;
  const text = file === undefined ? undefined : context.disk.text(resolve(context.project.folder, file));
  if (text !== undefined) return [same(setting.at), ...owned(name, { ...setting, text: text.trim() }, context)];
  const remedy = name === "core.fernet_key" ? "write keys.fernet: [{ secret: NAME }]" : lookUp(OWNED_OPTIONS, name);
  return setting.text === ""
    ? [same(setting.at)]
    : [left(setting.at, `option ${name} comes from ${sourceOf(whole)}; ${remedy}`)];
}

const sourceOf = (whole: string): string =>
  whole.endsWith("_cmd") ? "a command, whose output is not known here" : "a secrets backend, which is not asked here";

function pointer(name: string, whole: string, { text, at }: Setting, context: Context): readonly Item[] {
  const file = whole.endsWith("_cmd") ? secretFile(text, context) : undefined;
  if (file === undefined)
    return [
      left(
        at,
        `option ${name} comes from ${sourceOf(whole)}; write airflow.options.${name}: { secret: NAME } and its value into secrets/NAME`,
      ),
    ];
  return [write(["airflow", "options", ...parted(name)], { file: hostPath(file, context) }, at)];
}

function owned(name: string, { text, at }: Setting, context: Context): readonly Item[] {
  if (name === "core.fernet_key")
    return text === ""
      ? [changed(at, "without a key nothing was encrypted; a generated key encrypts from now on")]
      : fernet(text, at, context);
  if (text === "" || SILENT.has(name)) return [same(at)];
  if (name === "core.default_timezone")
    return text === "system"
      ? [left(at, "time zone system; write airflow.timezone")]
      : [write(["airflow", "timezone"], text, at)];
  if (/^(webserver|api)\.base_url$/.test(name)) return [write(["webserver", "baseUrl"], text, at)];
  if (name === "core.default_task_execution_timeout")
    return /^[1-9]\d*$/.test(text)
      ? [write(LONGEST_OF_ALL, showDuration(Number(text)), at)]
      : [left(at, `it is no number of seconds; write ${LONGEST_OF_ALL_WORDS}`)];
  if (name === "celery.extra_celery_config" && allOfChildren(text)) return [same(at)];
  if (name === "core.auth_manager" && /FabAuthManager$/.test(text)) return [same(at)];
  if (GENERATED.has(name)) return [changed(at, `the key is generated: people log in anew; it was ${name}`)];
  if (name === "celery.result_backend")
    return /^(db\+)?(postgres|mysql)/.test(text)
      ? [same(at)]
      : [changed(at, "Celery's results are kept in the metadata database")];
  return [changed(at, `option ${name} is set by this program; ${lookUp(OWNED_OPTIONS, name)}`)];
}

/** What the old installation encrypted stays readable, also when its database is taken over later. */
export function fernet(key: string, at: Setting["at"], { stack }: Context): readonly Item[] {
  const keys = key
    .split(",")
    .map((one, index) => secret(stack, index === 0 ? "fernet" : `fernet-${index + 1}`, one, at));
  return [
    write(
      ["keys", "fernet"],
      keys.map(({ reference }) => reference),
      at,
    ),
    ...keys.map(({ item }) => item),
  ];
}
