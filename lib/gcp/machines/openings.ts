import type { Service, Workload } from "../../airflow/workloads/service";
import { forPeople } from "../../airflow/workloads/workload";
import { MASTER } from "../names";
import { masterAddress } from "../network/addresses";
import { OUTSIDE, SSH_PORT } from "../network/ports";
import { type From, type Reach, reaches } from "../network/reach";
import type { GcpFile, GcpReading } from "../settings/settings";
import type { MachineDocument, Opening } from "./document";

/**
 * What one kind of machine lets in, by its own firewall: the same as the network's, port by port as it is dialled.
 * SSH is open on every machine of Container-Optimized OS. Source: its "Configuring the host firewall".
 * @param machine `master`, or the pool
 */
export const openings = (machine: string, workloads: readonly Workload[], reading: GcpReading): Opening[] =>
  once(
    reaches(workloads, reading)
      .filter(({ to }) => to === machine)
      .flatMap(({ from, ports }) =>
        ports
          .filter(({ port }) => port !== SSH_PORT)
          .map((one) => ({ port: tcp(one), from: ranges(from, reading.deployment), why: one.why })),
      ),
  );

/** @throws Error a programmer's: the machine's own firewall knows no other protocol, see programs/machine/firewall.sh */
function tcp({ port, protocol }: Reach["ports"][number]): number {
  if (protocol !== undefined) throw new Error(`port ${port}: machines open no port for ${protocol} yet`);
  return port;
}

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

/** What people dial, and the port that the process has; others may dial the same port for what listens there. */
export const redirects = (services: readonly Service[]): MachineDocument["redirects"] =>
  services.flatMap((service) => {
    const { port: to, dialled: port } = forPeople(service) ?? {};
    return port === undefined || to === undefined || port === to ? [] : [{ port, to, from: OUTSIDE.iap }];
  });
