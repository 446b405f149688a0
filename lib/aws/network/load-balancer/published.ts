import { FLOWER_PORT } from "../../../airflow/derived/ports";
import { baseUrl } from "../../../airflow/environment/address";
import { pagesPort } from "../../../airflow/workloads/webserver";
import type { Deployment } from "../../../deployment/schema/schema";
import type { LoadBalancerSettings } from "../../settings/load-balancer";

/** A page that people reach through the load balancer. */
export interface Page {
  readonly role: "webserver" | "flower";
  /** Port at the load balancer. */
  readonly port: number;
  /** Port of the process. */
  readonly inside: number;
  /** Address ranges from which people reach it. */
  readonly allow: readonly string[];
}

/** What people reach, all of it at one host. */
export interface Published {
  readonly host: string;
  readonly encrypted: boolean;
  readonly ui: Page;
  /** Undefined: Flower does not run, or nobody outside reaches it. */
  readonly flower: Page | undefined;
  /** Port that only sends people on to the UI's; undefined: none. */
  readonly redirects: number | undefined;
}

const HTTPS = 443;
const HTTP = 80;

/** The UI at the address of webserver.baseUrl, and Flower at its own port of the same host. */
export function published(deployment: Deployment, { allow, flower }: LoadBalancerSettings): Published {
  const { protocol, hostname, port } = new URL(baseUrl(deployment));
  const encrypted = protocol === "https:";
  const part = deployment.flower;
  return {
    host: hostname,
    encrypted,
    redirects: encrypted ? HTTP : undefined,
    ui: {
      role: "webserver",
      port: Number(port) || (encrypted ? HTTPS : HTTP),
      inside: pagesPort(deployment),
      allow: [...new Set(allow)],
    },
    flower:
      part === false || flower === undefined
        ? undefined
        : { role: "flower", port: part.port, inside: FLOWER_PORT, allow: [...new Set(flower.allow)] },
  };
}
