import type { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { Construct } from "constructs";
import { alivePath, executionPatterns } from "../../../airflow/environment/address";
import { pagesPort } from "../../../airflow/workloads/webserver";
import type { Deployment } from "../../../deployment/schema/schema";
import type { Place } from "../../words/place";
import { Backend } from "./backend";
import { Front } from "./front";

export interface LoadBalancerProps {
  readonly deployment: Deployment;
  /** Domain of the UI; its record is the owner's to make. */
  readonly domain: string;
  readonly master: { readonly instance: ComputeInstance };
}

/** How people reach the UI by a domain: encrypted, and only who passes Google's login. */
export class LoadBalancer extends Construct {
  /** Address that the record of the domain must lead to. */
  readonly address: string;

  constructor(
    scope: Construct,
    id: string,
    place: Pick<Place, "stack" | "settings" | "after">,
    { deployment, domain, master }: LoadBalancerProps,
  ) {
    super(scope, id);
    const backend = new Backend(this, "backend", place, {
      master: master.instance,
      port: pagesPort(deployment),
      alive: alivePath(deployment),
    });
    this.address = new Front(this, "front", place, {
      domain,
      backend: backend.id,
      closed: executionPatterns(deployment),
    }).address;
  }
}
