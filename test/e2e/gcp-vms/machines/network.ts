import { run } from "../../../../commands/run";
import { docker } from "../../docker";
import { must } from "../../expect";
import { BRIDGE, GATEWAY, IAP, NETWORK, OWN_LABEL, PROBE, RANGE } from "../scene";

/** The machines' network. This machine has addresses of Google's own systems in it, to come from them. */
export async function network(): Promise<void> {
  await docker(
    "network",
    "create",
    "--label",
    `${OWN_LABEL}=network`,
    "--subnet",
    RANGE,
    "--gateway",
    GATEWAY,
    // What gets an address by itself is not of the cluster.
    "--ip-range",
    "10.10.200.0/24",
    "--opt",
    `com.docker.network.bridge.name=${BRIDGE}`,
    NETWORK,
  );
  for (const address of [IAP, PROBE]) {
    const { code, stderr } = await run("ip", ["address", "add", `${address}/32`, "dev", BRIDGE]);
    must(code === 0, `ip address add ${address}: ${stderr}`);
  }
}
