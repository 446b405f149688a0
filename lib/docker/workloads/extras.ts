import type { Service } from "../../airflow/workloads/service";
import { forPeople } from "../../airflow/workloads/workload";
import { DOCKER_SOCKET } from "../../deployment/usual";
import type { DockerReading } from "../settings/settings";
import type { Extras } from "./process";

/** What one service alone gets from this host: its name on the network, its published port, the Docker socket. */
export function extras(service: Service, reading: DockerReading): Extras {
  const socket = socketOf(service, reading);
  return {
    aliases: service.role === "worker" ? [] : [service.role],
    // Two webservers cannot publish one port: the proxy before them does.
    ports:
      service.role === "webserver" && service.replicas.min > 1 ? undefined : published(service, reading.deployment),
    mounts: socket === undefined ? [] : [{ type: "bind", source: DOCKER_SOCKET, target: DOCKER_SOCKET }],
    groups: socket === undefined ? [] : [String(socket.group)],
  };
}

/** The port that people reach, on the address that the file names. */
export function published(service: Service, { docker }: DockerReading["deployment"]): Extras["ports"] {
  const { port: internal, dialled: external } = forPeople(service) ?? {};
  if (internal === undefined || external === undefined) return undefined;
  return [{ internal, external, ip: docker.bindAddress }];
}

function socketOf({ pool }: Service, { deployment }: DockerReading) {
  const socket = pool === undefined ? false : deployment.workers[pool]?.dockerSocket;
  return socket === false ? undefined : socket;
}
