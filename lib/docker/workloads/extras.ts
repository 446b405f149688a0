import type { Caller, Service } from "../../airflow/workloads/service";
import { DOCKER_SOCKET } from "../../deployment/usual";
import { alias } from "../names";
import type { DockerReading } from "../settings/reading";
import type { Extras } from "./process";

const PEOPLE: Caller = "people";

/** What one service alone gets from this host: its name on the network, its published port, the Docker socket. */
export function extras(service: Service, reading: DockerReading): Extras {
  const socket = socketOf(service, reading);
  return {
    aliases: service.role === "worker" ? [] : [alias[service.role]],
    // Two webservers cannot publish one port: the proxy before them does.
    ports: service.role === "webserver" && service.replicas.min > 1 ? undefined : published(service, reading),
    mounts: socket === undefined ? [] : [{ type: "bind", source: DOCKER_SOCKET, target: DOCKER_SOCKET }],
    groups: socket === undefined ? [] : [String(socket.group)],
  };
}

/** The port that people reach, on the address that the file names. */
export function published(service: Service, { deployment, settings }: DockerReading): Extras["ports"] {
  const listener = service.listens.find(({ callers }) => callers.includes(PEOPLE));
  const external = portOf(service, deployment);
  if (listener === undefined || external === undefined) return undefined;
  return [{ internal: listener.port, external, ip: settings.top.docker.bindAddress }];
}

function portOf({ role }: Service, { webserver, flower }: DockerReading["deployment"]): number | undefined {
  if (role === "webserver") return webserver.port;
  return role === "flower" && flower !== false ? flower.port : undefined;
}

function socketOf({ pool }: Service, { settings }: DockerReading) {
  const socket = pool === undefined ? false : settings.pools[pool]?.dockerSocket;
  return socket === false ? undefined : socket;
}
