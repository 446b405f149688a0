import type { Service } from "../../airflow/workloads/service";
import { MASTER } from "../names";
import { masterAddress } from "../network/addresses";
import { OUTSIDE, SSH_PORT } from "../network/ports";
import { type From, reaches } from "../network/reach";
import type { GcpFile, GcpReading } from "../settings/settings";
import type { MachineDocument, Opening } from "./document";

/**
 * What one kind of machine lets in, by its own firewall: the same as the network's, port by port as it is dialled.
 * SSH is open on every machine of Container-Optimized OS. Source: its "Configuring the host firewall".
 * @param machine `master`, or the pool
 */
export const openings = (machine: string, services: readonly Service[], reading: GcpReading): Opening[] =>
  once(
    reaches(services, reading)
      .filter(({ to }) => to === machine)
      .flatMap(({ from, ports }) =>
        ports
          .filter(({ port }) => port !== SSH_PORT)
          .map(({ port, why }) => ({ port, from: ranges(from, reading.deployment), why })),
      ),
  );

/** Pools have one range together. */
function once(all: readonly Opening[]): Opening[] {
  const known = new Map<string, Opening>();
  for (const one of all) {
    const key = `${one.port} ${one.from.join()}`;
    known.set(key, known.get(key) ?? one);
  }
  return [...known.values()];
}

/** Machines of a pool come and go, and may have any address of the range. */
function ranges(from: From, settings: GcpFile): readonly string[] {
  if ("google" in from) return OUTSIDE[from.google];
  return from.machine === MASTER ? [`${masterAddress(settings)}/32`] : [settings.network.range];
}

/** The port of the file that people dial; undefined: no page of this service's is for people. */
export function peoplePort({ role }: Service, { webserver, flower }: GcpReading["deployment"]): number | undefined {
  if (role === "webserver") return webserver.port;
  return role === "flower" && flower !== false ? flower.port : undefined;
}

/** What people dial, and the port that the process has; others may dial the same port for what listens there. */
export const redirects = (services: readonly Service[], { deployment }: GcpReading): MachineDocument["redirects"] =>
  services.flatMap((service) => {
    const port = peoplePort(service, deployment);
    const to = service.listens.find(({ callers }) => callers.includes("people"))?.port;
    return port === undefined || to === undefined || port === to ? [] : [{ port, to, from: OUTSIDE.iap }];
  });
