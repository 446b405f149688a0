import { join, resolve } from "node:path";
import { lookUp } from "../../deployment/look-up";
import { withoutEndSlashes } from "../../deployment/slashes";
import { AIRFLOW_HOME } from "../../deployment/usual";
import { changed, type Item, left, same, write } from "../read/item";
import { type Context, hostPath, named, running, settings } from "../services/context";
import { isForeign, moved } from "../services/foreign";
import type { Mount, Service } from "../services/service";
import { INSTALLED } from "./requirements";

interface Held {
  readonly mount: Mount;
  readonly by: readonly Service[];
}

/** DAGs, plugins, logs, settings, and what else is mounted into Airflow's processes. */
export function folders(context: Context): readonly Item[] {
  const services = running(context.cast);
  const all = distinct(services, isForeign(context.cast));
  const dags = dagsFolder(context);
  const own = all.some(({ mount }) => clean(mount.target) === dags);
  return [
    ...all.flatMap((held) => place(held, dags, services, context)),
    ...services.flatMap(({ mounts }) => mounts.flatMap(flags)),
    ...(own || all.some(({ mount }) => clean(mount.target) === AIRFLOW_HOME) ? [] : inImage(dags, context)),
  ];
}

/** Flags of a mount by what to do; those that say what Docker does anyway, or Docker Desktop alone, are not among them. */
const FLAGS: Readonly<Record<string, string>> = {
  z: "the folder is not labelled for SELinux: label it once with `chcon -Rt container_file_t FOLDER`",
  Z: "the folder is not labelled for SELinux: label it once with `chcon -Rt container_file_t FOLDER`",
  "bind.selinux": "the folder is not labelled for SELinux: label it once with `chcon -Rt container_file_t FOLDER`",
  U: "the folder's owner is not changed: give it to docker.user and group 0",
  tmpfs: "nothing is mounted in memory: write a folder of the host to docker.mounts",
};
const USUAL = /^(cached|delegated|consistent|consistency|nocopy|volume\.nocopy|bind\.create_host_path|rprivate)$/;

const flags = ({ at, target, flags }: Mount): readonly Item[] =>
  flags.flatMap((flag) =>
    USUAL.test(flag)
      ? []
      : [left(at, `flag ${flag} of the mount at ${target}; ${lookUp(FLAGS, flag) ?? "nothing takes its place"}`)],
  );

const clean = (target: string): string => withoutEndSlashes(target) || "/";

/** Mounts that several services have, once. */
function distinct(services: readonly Service[], puckel: boolean): readonly Held[] {
  const found = new Map<string, { mount: Mount; by: Service[] }>();
  for (const service of services)
    for (const one of service.mounts) {
      const mount = puckel ? { ...one, target: moved(one.target) } : one;
      const key = `${mount.source}:${clean(mount.target)}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { mount, by: [service] });
      else known.by.push(service);
    }
  return [...found.values()];
}

function dagsFolder(context: Context): string {
  const [written] = running(context.cast).flatMap(
    (service) => settings(service, context).get("AIRFLOW__CORE__DAGS_FOLDER") ?? [],
  );
  const text = written === undefined ? `${AIRFLOW_HOME}/dags` : clean(written.text);
  return isForeign(context.cast) ? moved(text) : text;
}

function place(held: Held, dags: string, services: readonly Service[], context: Context): readonly Item[] {
  const { mount } = held;
  const target = clean(mount.target);
  if (/docker\.sock$/.test(mount.source ?? "")) return socket(held, context);
  if (INSTALLED.test(target) && mount.bind) return [same(mount.at)];
  if (target === `${AIRFLOW_HOME}/logs`) return logs(mount, context);
  if (!mount.bind || mount.source === undefined) return [volume(mount, target === dags)];
  const source = mount.source;
  if (/^[A-Za-z]:[\\/]/.test(source))
    return [
      left(mount.at, `${source} is a path of Windows; write one of the Docker host (docker.mounts, airflow.dags)`),
    ];
  const path = hostPath(source, context);
  if (target === dags) return dagsFrom(mount, path);
  if (target === `${AIRFLOW_HOME}/plugins`) return plugins(mount, source, path, context);
  if (target === AIRFLOW_HOME) return home(mount, source, context);
  if (target === `${AIRFLOW_HOME}/config`) return config(mount, source, context);
  if (target === `${AIRFLOW_HOME}/webserver_config.py`)
    return [write(["airflow", "files", "webserverConfig"], path, mount.at)];
  if (target === `${AIRFLOW_HOME}/config/airflow_local_settings.py`)
    return [write(["airflow", "files", "localSettings"], path, mount.at)];
  if (/\/airflow\.cfg$/.test(target))
    return [
      left(mount.at, "airflow.cfg is not read; write what you changed in it under airflow.options, by section and key"),
    ];
  if (/^(\/run\/secrets|\/opt\/airflow-cdktf)(\/|$)/.test(target))
    return [
      left(mount.at, `${target} is used by the deployment itself; use { file: PATH } where the secret is needed`),
    ];
  return other(held, path, target, services);
}

function dagsFrom(mount: Mount, path: string): readonly Item[] {
  const writable: readonly Item[] = mount.readOnly
    ? []
    : [
        changed(
          mount.at,
          "the folder of the DAGs is mounted read-only: tasks that write there need a folder of docker.mounts",
        ),
      ];
  return [write(["airflow", "dags", "folder"], path, mount.at), ...writable];
}

function plugins(mount: Mount, source: string, path: string, context: Context): readonly Item[] {
  if (!context.disk.exists(join(context.root, path)) && !context.disk.exists(path))
    return [left(mount.at, `the folder of plugins ${source} does not exist; make it and write airflow.files.plugins`)];
  return [
    write(["airflow", "files", "plugins"], path, mount.at),
    changed(mount.at, "plugins are copied into the containers: deploy again after a change of them"),
  ];
}

const logs = (mount: Mount, context: Context): readonly Item[] =>
  mount.bind && mount.source !== undefined
    ? [write(["docker", "storage", "logs"], hostPath(mount.source, context), mount.at)]
    : [
        changed(
          mount.at,
          `logs are kept in a volume of this deployment; those in ${mount.source ?? "the old one"} stay there`,
        ),
      ];

const volume = ({ at, source, target }: Mount, dags: boolean): Item =>
  left(
    at,
    `volume ${source ?? "without a name"} at ${target}; mount a folder of the host with ${dags ? "airflow.dags.folder" : "docker.mounts"}, and copy its content there`,
  );

/** The folder of airflow.cfg and local settings, which a deployment fills itself. */
function config(mount: Mount, source: string, context: Context): readonly Item[] {
  const file = join(source, "airflow_local_settings.py");
  const has = context.disk.exists(resolve(context.project.folder, file));
  return [
    ...(has ? [write(["airflow", "files", "localSettings"], hostPath(file, context), mount.at)] : []),
    left(
      mount.at,
      `of ${source} only airflow_local_settings.py is carried, by airflow.files.localSettings; write what its airflow.cfg changes under airflow.options`,
    ),
  ];
}

/** All of Airflow's folder: what we know of it is taken out, the rest would hide what the image has there. */
function home(mount: Mount, source: string, context: Context): readonly Item[] {
  const has = (name: string) => context.disk.exists(join(context.project.folder, source, name));
  return [
    left(
      mount.at,
      `${AIRFLOW_HOME} is the image's own; of ${source} only dags${has("plugins") ? " and plugins" : ""} are carried: mount the rest with docker.mounts`,
    ),
    ...(has("dags") ? dagsFrom({ ...mount, readOnly: true }, hostPath(join(source, "dags"), context)) : []),
    ...(has("plugins")
      ? [write(["airflow", "files", "plugins"], hostPath(join(source, "plugins"), context), mount.at)]
      : []),
  ];
}

function other({ mount, by }: Held, path: string, target: string, services: readonly Service[]): readonly Item[] {
  const missing = services.filter((service) => !by.includes(service));
  return [
    write(["docker", "mounts"], [{ source: path, target, ...(mount.readOnly ? {} : { readOnly: false }) }], mount.at),
    ...(missing.length === 0
      ? []
      : [changed(mount.at, `${target} was mounted into ${named(by)} only; now every process has it`)]),
  ];
}

function socket({ mount, by }: Held, { cast }: Context): readonly Item[] {
  const rest = by.filter((service) => !cast.roles.worker.some((player) => player.service === service));
  return rest.length === 0 ? [] : [left(mount.at, `the Docker socket of ${named(rest)}: only pools of workers get it`)];
}

/** No folder is mounted: the DAGs are part of the image, or come by another way. */
function inImage(dags: string, { cast, project }: Context): readonly Item[] {
  const at = running(cast)[0]?.at ?? project.file;
  const text = `no folder of DAGs is mounted, so they are taken from ${dags} of the image; write airflow.dags for a folder or a repository`;
  return dags === `${AIRFLOW_HOME}/dags`
    ? [changed(at, text)]
    : [write(["airflow", "dags", "image"], dags, at), changed(at, text)];
}
