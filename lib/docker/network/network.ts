import { Network as DockerNetwork } from "@cdktf/provider-docker/lib/network";
import { Construct } from "constructs";
import { nameOf, STACK_LABEL } from "../names";

/** The network of one stack: its processes reach each other by name, nothing outside reaches them but published ports. */
export class Network extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, stack: string) {
    super(scope, id);
    const network = new DockerNetwork(this, "network", {
      name: nameOf(stack, "network"),
      driver: "bridge",
      labels: [{ label: STACK_LABEL, value: stack }],
    });
    network.overrideLogicalId("network");
    this.name = network.name;
  }
}
