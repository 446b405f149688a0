import { proxied } from "../../airflow/environment/proxy";
import type { ProxyPart } from "../../deployment/schema/proxy";
import { assignment, unitText } from "../../encode/systemd";
import { GOOGLE } from "../network/addresses";
import type { HostFile } from "./host-files";

/** Google's own registries, which Private Google Access leads to. */
const REGISTRIES = ["pkg.dev", "gcr.io"];

/**
 * The proxy by which the machine's engine pulls images, see host/engine.sh. Written without one too: what cloud-init has
 * written once it never takes away.
 */
export const engineProxy = (proxy: ProxyPart | undefined): HostFile => ({
  path: "/etc/systemd/system/docker.service.d/airflow-proxy.conf",
  content: unitText({
    Service: Object.entries(proxied(proxy, [GOOGLE, ...REGISTRIES])).map(
      ([name, value]) => ["Environment", assignment(name, value)] as const,
    ),
  }),
});
