import type { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { ComputeInstanceIamBinding } from "@cdktf/provider-google/lib/compute-instance-iam-binding";
import { IapTunnelInstanceIamBinding } from "@cdktf/provider-google/lib/iap-tunnel-instance-iam-binding";
import type { Construct } from "constructs";
import { literal } from "../../encode/terraform";
import { MASTER } from "../names";
import type { GcpFile } from "../settings/settings";

export interface TunnelsProps {
  readonly settings: Pick<GcpFile, "access" | "zone">;
  readonly master: ComputeInstance;
  /** Ports that people may open tunnels to: of the UI, and of Flower. */
  readonly ports: readonly number[];
}

const TUNNELS = "roles/iap.tunnelResourceAccessor";

/** `gcloud compute start-iap-tunnel` looks at the machine first, and asks for its interface. Nothing secret is in it. */
const VIEWER = "roles/compute.viewer";

/**
 * Who may open a tunnel to the master's pages, and to nothing else of it. A shell needs more: the same role without the
 * condition and a role of OS Login, which are not given here. Nothing is made where the file names nobody: then those
 * have the right who have it in the whole project.
 * Source: Identity-Aware Proxy, "Using IAP for TCP forwarding", conditions by destination.port; gcloud's
 * start_iap_tunnel.py.
 */
export function tunnels(scope: Construct, { settings, master, ports }: TunnelsProps): void {
  if (settings.access.members.length === 0) return;
  const members = [...new Set(settings.access.members)].map(literal);
  const { zone } = settings;
  const right = new IapTunnelInstanceIamBinding(scope, "tunnels", {
    instance: master.name,
    zone,
    role: TUNNELS,
    members,
    condition: {
      title: "pages of Airflow",
      expression: [...new Set(ports)].map((port) => `destination.port == ${port}`).join(" || "),
    },
  });
  const look = new ComputeInstanceIamBinding(scope, "viewers", {
    instanceName: master.name,
    zone,
    role: VIEWER,
    members,
  });
  for (const one of [right, look]) {
    one.overrideLogicalId(MASTER);
    // The right is one machine's: a master that is made anew has none.
    one.addOverride("lifecycle.replace_triggered_by", [
      `${master.terraformResourceType}.${master.friendlyUniqueId}.instance_id`,
    ]);
  }
}
