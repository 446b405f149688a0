import { lookUp } from "../../deployment/look-up";
import { type Item, left, same } from "../read/item";
import { entry } from "../read/tree";
import type { Player } from "../services/cast";
import { type Context, everyone } from "../services/context";
import { option } from "./option";

/** What becomes of a flag: an option by the section and key of 2.x and 3.x, "read" by another part, or a reason. */
type Becomes = "read" | "same" | { readonly 2?: string; readonly 3?: string } | { readonly why: string };

interface Flag {
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly becomes: Becomes;
}

const flag = (names: string, becomes: Becomes): Flag => ({ names: names.split(" "), takesValue: true, becomes });
const bare = (names: string, becomes: Becomes): Flag => ({ names: names.split(" "), takesValue: false, becomes });

/** Of every command: processes stay in the foreground and write to `docker logs`. */
const ALL: readonly Flag[] = [
  bare("-D --daemon -s --skip-serve-logs --stdin -v --verbose --quiet", "same"),
  flag("--pid --stdout --stderr -l --log-file --loglevel -u --umask", "same"),
  flag("-d -S --subdir", { why: "write airflow.dags" }),
];

const FLAGS: Readonly<Record<string, readonly Flag[]>> = {
  webserver: [
    flag("-p --port", "read"),
    flag("-H --hostname --host", "same"),
    flag("-w --workers", { 2: "webserver.workers", 3: "api.workers" }),
    flag("-t -T --worker-timeout --worker_timeout", {
      2: "webserver.web_server_worker_timeout",
      3: "api.worker_timeout",
    }),
    flag("-k --workerclass", { 2: "webserver.worker_class" }),
    flag("-A --access-logfile --access_logfile", { 2: "webserver.access_logfile", 3: "api.access_logfile" }),
    flag("-E --error-logfile --error_logfile", { 2: "webserver.error_logfile" }),
    flag("-L --access-logformat", { 2: "webserver.access_logformat" }),
    flag("--ssl-cert --ssl_cert --ssl-key --ssl_key", {
      why: "put a proxy with the certificate before it and write webserver.baseUrl",
    }),
    flag("--apps", { why: "the webserver answers for the UI and for tasks" }),
    bare("--proxy-headers", { why: "write webserver.baseUrl with https://" }),
    bare("-d --debug --dev", { why: "it is for trying only" }),
  ],
  scheduler: [
    flag("-n --num-runs --num_runs", {
      why: "it runs for ever; write airflow.options.scheduler.num_runs where it has to end",
    }),
  ],
  triggerer: [flag("--capacity", { 2: "triggerer.default_capacity", 3: "triggerer.capacity" })],
  "dag-processor": [
    flag("-n --num-runs", { why: "it runs for ever" }),
    flag("-B --bundle-name", { why: "all DAGs are read by it" }),
  ],
  worker: [
    flag("-q -Q --queues -c --concurrency -a --autoscale -H --celery-hostname -n --hostname -A --app", "read"),
    flag("-P --pool", { why: "workers run each task in a process of its own" }),
    bare("--without-mingle --without-gossip --without-heartbeat -E --events", {
      why: "workers have Celery's usual ways",
    }),
    flag("--max-tasks-per-child --max-memory-per-child", "read"),
    flag("--prefetch-multiplier -O", {
      why: "workers have their slots only: write concurrency and memory",
    }),
  ],
  flower: [
    flag("--basic-auth --basic_auth -p --port -A --app -b --broker", "read"),
    flag("-H --hostname --address", "same"),
    flag("-u --url-prefix --url_prefix", { 2: "celery.flower_url_prefix", 3: "celery.flower_url_prefix" }),
    flag("-a --broker-api --broker_api", { why: "Flower asks our own Redis" }),
    flag("-c --flower-conf", { why: "Flower has port, username and password only" }),
  ],
};

/** The words behind the command of each process: every flag becomes something, or is listed by its name. */
export const flags = (context: Context): readonly Item[] => [
  ...Object.entries(context.cast.roles).flatMap(([role, players]) =>
    players.flatMap((player) => ofPlayer(role, player, context)),
  ),
  ...everyone(context.cast).flatMap(({ tree }) =>
    [entry(tree, "command"), entry(tree, "entrypoint")].flatMap((one) => (one === undefined ? [] : [same(one.at)])),
  ),
];

function ofPlayer(role: string, { service, args }: Player, context: Context): readonly Item[] {
  const at = service.commandAt;
  const known = [...(lookUp(FLAGS, role) ?? []), ...ALL];
  const items: Item[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? "";
    const [name = "", written] = word.startsWith("--") ? split(word) : [word];
    const found = known.find(({ names }) => names.includes(name)) ?? glued(known, word);
    const next = found?.takesValue === true && written === undefined && found.names.includes(name);
    const value = written ?? (next ? args[index + 1] : word.slice(2)) ?? "";
    if (next) index += 1;
    if (found !== undefined) items.push(...became(found.becomes, name, value));
    else if (/^--?[A-Za-z]/.test(word))
      items.push(left(at, `flag ${name} of airflow ${role}; nothing takes its place`));
    else if (!/^-|^$|^[<>"$]|^\d>/.test(word) && !/^-|^[\d&]?[<>]+$/.test(args[index - 1] ?? ""))
      items.push(left(at, `a word behind airflow ${role}; nothing takes its place`));
  }
  return items;

  function became(becomes: Becomes, name: string, value: string): readonly Item[] {
    if (becomes === "read" || becomes === "same") return [];
    if ("why" in becomes) return [left(at, `flag ${name} of airflow ${role}; ${becomes.why}`)];
    const to = becomes[context.version.major === 2 ? 2 : 3];
    if (to === undefined)
      return [left(at, `flag ${name} of airflow ${role}: Airflow ${context.airflowVersion} has none in its place`)];
    return option(
      `AIRFLOW__${to.replace(".", "__").toUpperCase()}`,
      { text: value, at, unset: [], fromFile: false },
      context,
    );
  }
}

const split = (word: string): readonly string[] => {
  const cut = word.indexOf("=");
  return cut === -1 ? [word] : [word.slice(0, cut), word.slice(cut + 1)];
};

/** `-c4` is `-c 4`. */
const glued = (known: readonly Flag[], word: string): Flag | undefined =>
  /^-[A-Za-z]./.test(word) && !word.startsWith("--")
    ? known.find(({ names, takesValue }) => takesValue && names.includes(word.slice(0, 2)))
    : undefined;
