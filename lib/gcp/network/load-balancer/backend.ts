import { ComputeBackendService } from "@cdktf/provider-google/lib/compute-backend-service";
import { ComputeHealthCheck } from "@cdktf/provider-google/lib/compute-health-check";
import type { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { ComputeInstanceGroup } from "@cdktf/provider-google/lib/compute-instance-group";
import { ComputeInstanceGroupMembership } from "@cdktf/provider-google/lib/compute-instance-group-membership";
import { IapWebBackendServiceIamBinding } from "@cdktf/provider-google/lib/iap-web-backend-service-iam-binding";
import { Construct } from "constructs";
import { literal } from "../../../encode/terraform";
import { MASTER, nameOf } from "../../names";
import type { Place } from "../../words/place";

/** Load balancers that answer by Envoy's rules, as the url map asks for. */
export const SCHEME = "EXTERNAL_MANAGED";

/** Who may pass Google's login. Source: Identity-Aware Proxy, "Managing access to IAP-secured resources". */
const ROLE = "roles/iap.httpsResourceAccessor";

/**
 * Seconds that an answer may take as a whole, where Google's default is 30: a long log comes in one answer.
 * Source: Cloud Load Balancing, "Backend service timeout".
 */
const ANSWER_SECONDS = 300;
/** Requests that are running get this long when the machine goes. */
const DRAIN_SECONDS = 30;
/** As patient as the process's own health check: who is merely busy must not be cut off. */
const CHECK = { checkIntervalSec: 30, timeoutSec: 10, unhealthyThreshold: 5, healthyThreshold: 2 } as const;

const PORT_NAME = "http";

export interface BackendProps {
  readonly master: ComputeInstance;
  /** Port of the process that leads to the pages. */
  readonly port: number;
  /** Path that answers 200 without a login. */
  readonly alive: string;
}

/** The webserver on the master, behind Google's login. */
export class Backend extends Construct {
  readonly id: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: Pick<Place, "stack" | "settings" | "after">,
    { master, port, alive }: BackendProps,
  ) {
    super(scope, id);
    const group = this.group(master, port);
    const service = this.service(group, this.check(port, alive));
    this.id = service.id;
    this.access(service);
  }

  /** A group of the one machine. A group forgets a machine that is made anew, so its membership is made anew with it. */
  private group(master: ComputeInstance, port: number): ComputeInstanceGroup {
    const { stack, settings, after } = this.place;
    const group = new ComputeInstanceGroup(this, "group", {
      name: nameOf(stack, MASTER),
      zone: settings.zone,
      namedPort: [{ name: PORT_NAME, port }],
      // Whoever is in it is told by the membership alone.
      lifecycle: { ignoreChanges: ["instances"] },
      dependsOn: [...after],
    });
    group.overrideLogicalId(MASTER);
    const membership = new ComputeInstanceGroupMembership(this, "membership", {
      instance: master.selfLink,
      instanceGroup: group.name,
      zone: settings.zone,
    });
    membership.addOverride("lifecycle.replace_triggered_by", [
      `${master.terraformResourceType}.${master.friendlyUniqueId}.id`,
    ]);
    membership.overrideLogicalId(MASTER);
    return group;
  }

  private check(port: number, alive: string): ComputeHealthCheck {
    const { stack, after } = this.place;
    const check = new ComputeHealthCheck(this, "check", {
      name: nameOf(stack, "ui"),
      ...CHECK,
      httpHealthCheck: { port, requestPath: alive },
      dependsOn: [...after],
    });
    check.overrideLogicalId("ui");
    return check;
  }

  /** Without a client of OAuth of our own Google takes its own, which lets in people of the project's organization. */
  private service(group: ComputeInstanceGroup, check: ComputeHealthCheck): ComputeBackendService {
    const service = new ComputeBackendService(this, "service", {
      name: nameOf(this.place.stack, "ui"),
      loadBalancingScheme: SCHEME,
      protocol: "HTTP",
      portName: PORT_NAME,
      backend: [{ group: group.selfLink, balancingMode: "UTILIZATION" }],
      healthChecks: [check.id],
      timeoutSec: ANSWER_SECONDS,
      connectionDrainingTimeoutSec: DRAIN_SECONDS,
      iap: { enabled: true },
      logConfig: { enable: true },
    });
    service.overrideLogicalId("ui");
    return service;
  }

  /** This service is ours: who was let in by hand leaves with the next deployment. */
  private access(service: ComputeBackendService): void {
    const { members } = this.place.settings.access;
    if (members.length === 0) return;
    new IapWebBackendServiceIamBinding(this, "access", {
      webBackendService: service.name,
      role: ROLE,
      members: [...new Set(members)].map(literal),
    }).overrideLogicalId("ui");
  }
}
