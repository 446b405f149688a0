import { misplaced } from "../../airflow/derived/misplaced";
import { EXTRA_CONFIG } from "../../airflow/environment/celery";
import { partsOfVariable } from "../../airflow/environment/option";
import { AIRFLOW_HOME } from "../../deployment/usual";
import { quoted } from "../../deployment/words/echo";
import type { Setting } from "../read/env-file";
import { hidden } from "../read/hidden";
import { changed, type Item, left, same, secret, write } from "../read/item";
import type { Origin } from "../read/tree";
import { type Context, everyone, named, running, settings } from "../services/context";
import { isForeign, moved } from "../services/foreign";
import { poolOf } from "../services/pool-name";
import { isPuckel, PUCKEL_VARIABLES } from "../services/puckel";
import type { Service } from "../services/service";
import { allOfChildren } from "./children";
import { option } from "./option";

/** A variable as each service has it; the scheduler's first. */
interface Variable {
  readonly name: string;
  readonly held: readonly { readonly service: Service; readonly setting: Setting }[];
}

/** The variables of all Airflow processes: options, connections, variables of Airflow, and the rest. */
export function variables(context: Context): readonly Item[] {
  const services = running(context.cast);
  const puckel = isPuckel(context.cast);
  const each = services.map((service) => ({ service, all: settings(service, context) }));
  const names = [...new Set(each.flatMap(({ all }) => [...all.keys()]))];
  const found = names.map((name) => ({
    name,
    held: each.flatMap(({ service, all }) => {
      const setting = all.get(name);
      return setting === undefined
        ? []
        : [{ service, setting: isForeign(context.cast) ? { ...setting, text: moved(setting.text) } : setting }];
    }),
  }));
  return [
    ...found.flatMap((variable) =>
      puckel && PUCKEL_VARIABLES.has(variable.name)
        ? variable.held.map(({ setting }) => same(setting.at))
        : carried(variable, context, services),
    ),
    ...besides(found, context),
  ];
}

/** Flower and what sets up have variables, too; those of all processes are theirs as well. */
function besides(found: readonly Variable[], context: Context): readonly Item[] {
  const services = running(context.cast);
  return everyone(context.cast)
    .filter((service) => !services.includes(service))
    .flatMap((service) =>
      [...settings(service, context)].flatMap(([name, { text, at }]) => {
        const common = found.find((one) => one.name === name);
        if (SILENT.test(name)) return [same(at)];
        if (common === undefined) return [];
        return [common.held[0]?.setting.text === text ? same(at) : another(common, service, at)];
      }),
    );
}

function carried(variable: Variable, context: Context, services: readonly Service[]): readonly Item[] {
  const { name, held } = variable;
  const [first] = held;
  if (first === undefined) return [];
  if (partsOfVariable(name) !== undefined) return [...option(name, first.setting, context), ...others(variable)];
  if (/^AIRFLOW_CONN_./.test(name)) return [...connection(name, first.setting, context), ...others(variable)];
  if (/^AIRFLOW_VAR_./.test(name)) return [...airflowVariable(name, first.setting, context), ...others(variable)];
  const reason = misplaced(name);
  if (reason !== undefined) return held.flatMap(({ setting }) => reserved(name, setting, reason));
  if (first.setting.fromFile) return [];
  if (!/^[A-Za-z_]\w*$/.test(name) || name === "__proto__")
    return [left(first.setting.at, `${quoted(name)} is no name that a shell knows; choose another one`)];
  return plain(variable, context, services);
}

/** What one place holds cannot have a second value. */
function others({ name, held }: Variable): readonly Item[] {
  const [first, ...rest] = held;
  // Concurrency and the limits of its processes are each pool's own.
  const own = ({ setting }: Variable["held"][number]) => name === EXTRA_CONFIG && allOfChildren(setting.text);
  if (/^AIRFLOW__CELERY__WORKER_(CONCURRENCY|AUTOSCALE)$/.test(name) || rest.every(own))
    return rest.map(({ setting }) => same(setting.at));
  return rest.map(({ service, setting }) =>
    setting.text === first?.setting.text ? same(setting.at) : another({ name, held }, service, setting.at),
  );
}

const another = ({ name, held }: Variable, service: Service, at: Origin): Item =>
  left(
    at,
    `${name} has another value in service ${service.name}; it is one for all processes, the one of ${held[0]?.service.name}`,
  );

const idOf = (name: string): string => name.slice(name.indexOf("_", "AIRFLOW_".length) + 1).toLowerCase();

function connection(name: string, { text, at }: Setting, { stack }: Context): readonly Item[] {
  const { reference, item } = secret(stack, `connection-${idOf(name)}`, text, at);
  return [write(["airflow", "connections", idOf(name)], reference, at), item];
}

function airflowVariable(name: string, { text, at }: Setting, { stack }: Context): readonly Item[] {
  const path = ["airflow", "variables", idOf(name)];
  if (hidden(idOf(name), text) === undefined) return [write(path, text, at)];
  const { reference, item } = secret(stack, `variable-${idOf(name)}`, text, at);
  return [write(path, reference, at), item];
}

/** Set by this program, so that nobody misses them; or read elsewhere in the import. */
const SILENT = /^(CONNECTION_CHECK_MAX_COUNT|DUMB_INIT_SETSID|_PIP_ADDITIONAL_REQUIREMENTS|_AIRFLOW_.*)$/;

function reserved(name: string, { text, at }: Setting, reason: string): readonly Item[] {
  if (SILENT.test(name)) return [same(at)];
  return name === "AIRFLOW_HOME" && text === AIRFLOW_HOME ? [same(at)] : [left(at, `${name}: ${reason}`)];
}

/** One value for all processes; where workers differ, the pool has its own. */
function plain({ name, held }: Variable, context: Context, services: readonly Service[]): readonly Item[] {
  const pool = (service: Service) => context.cast.roles.worker.some((player) => player.service === service);
  const shared = held.filter(({ service }) => !pool(service));
  const workers = held.filter(({ service }) => pool(service));
  const onlyWorkers = services.some((service) => !pool(service));
  const equal =
    new Set(workers.map(({ setting }) => setting.text)).size === 1 &&
    workers.length === context.cast.roles.worker.length;
  const common = shared[0] ?? (equal || !onlyWorkers ? workers[0] : undefined);
  const differing = workers.filter(({ setting }) => setting.text !== common?.setting.text);
  const missing = services.filter((service) => !held.some((one) => one.service === service));
  return [
    ...held.filter(({ setting }) => setting.text === common?.setting.text).map(({ setting }) => same(setting.at)),
    ...(common === undefined ? [] : value(["airflow", "environment", name], name, common.setting, context)),
    ...differing.flatMap(({ service, setting }) =>
      value(
        ["workers", poolOf(service.name), "environment", name],
        `${poolOf(service.name)}-${name}`,
        setting,
        context,
      ),
    ),
    ...(common !== undefined && missing.length > 0
      ? [changed(common.setting.at, `${name} was not set in ${named(missing)}; now every process has it`)]
      : []),
    ...others({ name, held: shared }),
  ];
}

function value(
  path: readonly string[],
  name: string,
  { text, at, unset }: Setting,
  { stack }: Context,
): readonly Item[] {
  // What it will be is not known where a variable of compose has no value; its name must do.
  if (hidden(path.at(-1) ?? "", unset.length > 0 ? "?" : text) === undefined) return [write(path, text, at)];
  const { reference, item } = secret(stack, name, text, at);
  return [write(path, reference, at), item];
}
