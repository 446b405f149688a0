/** A pool's machine says here how it is, see host/health.sh. */
export const HEALTH_PORT = 8796;

export const SSH_PORT = 22;

/** With TLS, always. Source: Memorystore for Redis, "About in-transit encryption". */
export const MEMORYSTORE_PORT = 6378;

/** Google's own machines that come from outside the network. */
export type Outside = "iap" | "health-checks" | "load-balancers";

/**
 * Source: Identity-Aware Proxy, "Using IAP for TCP forwarding"; Cloud Load Balancing, "Firewall rules": probes, and
 * load balancers themselves, come from the same two.
 */
export const OUTSIDE: Readonly<Record<Outside, readonly string[]>> = {
  iap: ["35.235.240.0/20"],
  "health-checks": ["35.191.0.0/16", "130.211.0.0/22"],
  "load-balancers": ["35.191.0.0/16", "130.211.0.0/22"],
};
