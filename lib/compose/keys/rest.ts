import { changed, type Item, left, whole } from "../read/item";
import { entriesOf, entry, isOff, itemsOf, type Tree } from "../read/tree";
import { type Context, running, settings } from "../services/context";
import { isPuckel } from "../services/puckel";
import { looksLikeAirflow, strangers } from "../services/roles";
import type { Service } from "../services/service";
import { usedBroker } from "./broker";
import { usedDatabase } from "./database";
import type { Executor } from "./executor";

/** What has no place in a deployment file: other services, networks, keys of Docker. */
export const rest = (context: Context, executor: Executor): readonly Item[] => [
  ...otherServices(context),
  ...servers(context, executor),
  ...renamedServers(context),
  ...networks(context),
  ...topLevel(context),
  ...setup(context),
];

function otherServices(context: Context): readonly Item[] {
  const { others } = context.cast;
  return others.map((service) => {
    const users = mentions(service, context);
    const reach =
      users.length === 0
        ? ""
        : `; ${users.join(", ")} named it: give it a published port and write the address of this host there`;
    const runs = looksLikeAirflow(service) === undefined ? [] : strangers(service);
    const what = [...(runs.length === 0 ? [] : [runs.join(", ")]), service.image?.text ?? "built here"].join(" in ");
    const unknown = looksLikeAirflow(service) !== undefined && runs.length === 0;
    return whole(
      left(
        service.at,
        unknown
          ? `what it runs is in its image (${what}) and not known here; write its command into the compose file, such as api-server or celery worker, and import again${reach}`
          : `it is no part of Airflow (${what}): keep it in a compose file of its own${reach}`,
      ),
    );
  });
}

/** Variables of Airflow that hold the service's name as a host. */
function mentions({ hosts }: Service, context: Context): readonly string[] {
  const names = hosts.map((name) => name.replace(/\W/g, "\\$&")).join("|");
  const host = new RegExp(`(//|@)(${names})([:/?]|$)|^(${names})(:\\d+)?$`);
  const found = running(context.cast).flatMap((service) =>
    [...settings(service, context)].filter(([name, { text }]) => host.test(text) && !READ_AS_ADDRESS.test(name)),
  );
  return [...new Set(found.map(([name]) => name))];
}

/** Addresses that became sections of the deployment file. */
const READ_AS_ADDRESS = /^AIRFLOW__(DATABASE|CORE)__SQL_ALCHEMY_CONN|^AIRFLOW__CELERY__(BROKER_URL|RESULT_BACKEND)/;

/** The servers of a deployment have other names and passwords than those of the compose file. */
function renamedServers(context: Context): readonly Item[] {
  const { databases, brokers } = context.cast;
  const servers = [
    ...databases.map((service) => ({ service, now: "metadata-database" })),
    ...brokers.map((service) => ({ service, now: "broker" })),
  ];
  return servers.flatMap(({ service, now }) => {
    const users = isPuckel(context.cast) ? [] : mentions(service, context);
    return users.length === 0
      ? []
      : [
          left(
            service.at,
            `${users.join(", ")} named it; it is called ${now} now, with another password: keep data of your own on a server of your own`,
          ),
        ];
  });
}

/** Databases and brokers that Airflow itself does not use. */
function servers(context: Context, executor: Executor): readonly Item[] {
  const { databases, brokers } = context.cast;
  const used = [usedDatabase(context), ...(executor === "LocalExecutor" ? [] : [usedBroker(context)])];
  return [
    ...databases
      .filter((one) => !used.includes(one))
      .map((service) => whole(left(service.at, spare("database", service)))),
    ...brokers
      .filter((one) => !used.includes(one))
      .map((service) =>
        whole(
          left(
            service.at,
            executor === "LocalExecutor" ? "LocalExecutor sends tasks through no broker" : spare("broker", service),
          ),
        ),
      ),
  ];
}

const spare = (what: string, { image }: Service): string =>
  `it is not Airflow's own ${what} (${image?.text ?? "built here"}): keep it in a compose file of its own, with a published port`;

function networks({ cast, project }: Context): readonly Item[] {
  // A service that names none is in the file's default one.
  const names = [...new Set(running(cast).flatMap(({ networks }) => (networks.length === 0 ? ["default"] : networks)))];
  const declared = entry(project.tree, "networks");
  const external = entriesOf(declared).filter(([name, one]) => names.includes(name) && isExternal(one));
  return [
    ...(names.length > 1
      ? [changed(declared?.at ?? project.file, `networks ${names.join(", ")} became one, the deployment's own`)]
      : []),
    ...external.map(([name, one]) =>
      left(
        one.at,
        `network ${name} of others: their containers do not see Airflow's; publish their ports and use this host's address`,
      ),
    ),
  ];
}

const isExternal = (one: Tree): boolean => {
  const external = entry(one, "external");
  return external !== undefined && !isOff(external);
};

function topLevel({ project }: Context): readonly Item[] {
  const included = itemsOf(entry(project.tree, "include"));
  return included.map((one) =>
    left(
      one.at,
      "included files are not read; import the one with Airflow's services, or what `docker compose config` prints",
    ),
  );
}

/** Services that ran a command and ended: what the deployment does by itself, and what nobody does any more. */
function setup(context: Context): readonly Item[] {
  const { cast } = context;
  const ended = [...new Set(cast.setup.map(({ service }) => service))].filter(
    (service) => !running(cast).includes(service),
  );
  return ended.map((service) => {
    const commands = cast.setup
      .filter((one) => one.service === service)
      .flatMap(({ args: [name = "", next = ""] }) =>
        name === "" ? [] : [{ name, words: /^[a-z][a-z-]+$/.test(next) ? `${name} ${next}` : name }],
      );
    const programs = strangers(service);
    const unknown = programs.filter((name) => !HARMLESS.test(name));
    const settled = commands.every(({ name }) => KNOWN.test(name)) && unknown.length === 0;
    if (
      settled &&
      (commands.length > 0 ||
        /init|setup|migrat/.test(service.name) ||
        programs.every((name) => /^(.*\/)?(ba|da|z)?sh$/.test(name)))
    )
      return changed(
        service.at,
        "what it set up is made by the deployment: database, admin, folders; its own keys are not needed",
      );
    const what = [...programs, ...commands.map(({ words }) => `airflow ${words}`)];
    const script = unknown.some((name) => /\.(sh|py)$|entry/.test(name))
      ? "; where that is a process of Airflow write its command into the compose file and import again"
      : "";
    return left(
      service.at,
      `it ran ${[...new Set(what)].join(", ")} and ended${script}; what else than the database and the admin it made, do once with docker exec in the scheduler (docs/docker.md); its own keys go with it`,
    );
  });
}

const KNOWN = /^(db|users|create_user|initdb|upgradedb|resetdb|version|info|config|fab-db)$/;
const HARMLESS =
  /^(mkdir|df|awk|free|nproc|expr|printf|mkdir|chown|chmod|ls|id|sleep|\[|\[\[|grep|cat|whoami|env|.*wait.*|nc|\/?(usr\/bin\/)?dumb-init|.*entrypoint.*)$/;
