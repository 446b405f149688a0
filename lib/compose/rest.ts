import { type Context, named, running, settings } from "./context";
import type { Executor } from "./executor";
import { changed, type Item, left } from "./item";
import { keys } from "./keys";
import { isPuckel } from "./puckel";
import type { Service } from "./service";
import { entriesOf, entry, itemsOf, type Tree, textOf } from "./tree";

/** What has no place in a deployment file: other services, networks, keys of Docker. */
export const rest = (context: Context, executor: Executor): readonly Item[] => [
  ...otherServices(context),
  ...servers(context, executor),
  ...renamedServers(context),
  ...keys(context),
  ...networks(context),
  ...topLevel(context),
];

function otherServices(context: Context): readonly Item[] {
  const { others } = context.cast;
  return others.map((service) => {
    const users = mentions(service, context);
    const reach =
      users.length === 0
        ? ""
        : `; ${users.join(", ")} named it: give it a published port and write the address of this host there`;
    return left(
      service.at,
      `it is no part of Airflow (${service.image?.text ?? "built here"}): keep it in a compose file of its own${reach}`,
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
  const used = (service: Service, names: readonly string[]) =>
    running(context.cast).some((one) => {
      const all = settings(one, context);
      return names.some((name) =>
        service.hosts.some((host) =>
          new RegExp(`@${host.replace(/\W/g, "\\$&")}([:/]|$)`).test(all.get(name)?.text ?? ""),
        ),
      );
    });
  const spare =
    databases.length > 1
      ? databases.filter(
          (one) => !used(one, ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CORE__SQL_ALCHEMY_CONN"]),
        )
      : [];
  return [
    ...(spare.length === databases.length ? spare.slice(1) : spare).map((service) =>
      left(service.at, "it is not Airflow's own database: keep it in a compose file of its own, with a published port"),
    ),
    ...(executor === "LocalExecutor" ? brokers : []).map((service) =>
      left(service.at, "LocalExecutor sends tasks through no broker"),
    ),
  ];
}

function networks({ cast, project }: Context): readonly Item[] {
  const names = [...new Set(running(cast).flatMap((service) => service.networks))];
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
  return external !== undefined && textOf(external) !== "false";
};

function topLevel({ project, cast }: Context): readonly Item[] {
  const included = itemsOf(entry(project.tree, "include"));
  const cleanUp = cast.setup.filter(
    ({ service, args }) =>
      !running(cast).includes(service) &&
      !/^(db|users|create_user|initdb|upgradedb|version|info|config)$/.test(args[0] ?? "") &&
      !/init/.test(service.name),
  );
  const tools = [...new Set(cleanUp.map(({ service }) => service))];
  return [
    ...included.map((one) => left(one.at, "included files are not read; import the one with Airflow's services")),
    ...(tools.length === 0
      ? []
      : [
          left(
            tools[0]?.at ?? project.file,
            `${named(tools)} ran a command and ended; for commands use docker exec in the scheduler (docs/docker.md)`,
          ),
        ]),
  ];
}
