import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { alivePath, executionPatterns } from "../../../airflow/environment/address";
import { flowerAlivePath } from "../../../airflow/workloads/flower";
import type { Deployment } from "../../../deployment/schema/schema";
import type { Place } from "../../words/place";
import { Certificate } from "../certificate";
import { closeExecutionApi, pageListener, redirectListener } from "./listeners";
import { type Page, type Published, published } from "./published";
import { targetGroup } from "./target-group";

/**
 * Seconds without a byte after which a connection is closed. More than the 60 that AWS sets, because the log of a
 * running task may be silent for long; less than the 120 for which the webserver keeps its end open, because a request
 * on a connection that it just closed would be answered 502. Source of 120: [api] worker_timeout of 3.3.2.
 */
const IDLE_SECONDS = 110;

export interface LoadBalancerProps {
  readonly deployment: Deployment;
}

/** How people reach the UI, and Flower where it is published: encrypted, from the address ranges that the file names. */
export class LoadBalancer extends Construct {
  /** ARN of the group that takes the webserver's tasks, known once the load balancer uses it, as ECS demands. */
  readonly webserverTargets: string;
  /** The same for Flower; undefined: it is not published. */
  readonly flowerTargets: string | undefined;
  /** Name that AWS gave, for a record in a zone that is not ours. */
  readonly dnsName: string;
  /** Names in CloudWatch's dimensions LoadBalancer and TargetGroup. */
  readonly metrics: { readonly loadBalancer: string; readonly webserverTargets: string };

  private readonly pages: Published;
  private readonly certificate: string | undefined;
  private readonly balancer: Lb;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: Pick<Place, "stack" | "settings" | "network" | "securityGroups">,
    { deployment }: LoadBalancerProps,
  ) {
    super(scope, id);
    const { zone } = place.settings.loadBalancer;
    this.pages = published(deployment, place.settings.loadBalancer);
    this.certificate = this.pages.encrypted ? this.certificateArn() : undefined;
    this.balancer = this.loadBalancer();
    this.dnsName = this.balancer.dnsName;
    const ui = this.page(this.pages.ui, alivePath(deployment));
    const flower = this.pages.flower && this.page(this.pages.flower, flowerAlivePath(deployment));
    this.webserverTargets = ui.targets;
    this.flowerTargets = flower?.targets;
    this.metrics = { loadBalancer: this.balancer.arnSuffix, webserverTargets: ui.metricName };
    closeExecutionApi(this, ui.listener, executionPatterns(deployment));
    if (this.pages.redirects !== undefined)
      redirectListener(this, this.balancer, this.pages.redirects, this.pages.ui.port);
    if (zone !== undefined) this.alias(zone);
  }

  private loadBalancer(): Lb {
    const { stack, settings, network, securityGroups } = this.place;
    const open = settings.loadBalancer.public;
    const balancer = new Lb(this, "load-balancer", {
      // AWS refuses a name that begins with `internal-`, as a stack's own may.
      name: `airflow-${stack}`,
      loadBalancerType: "application",
      internal: !open,
      subnets: [...(open ? network.publicSubnets : network.privateSubnets)],
      securityGroups: [securityGroups.of("load-balancer")],
      idleTimeout: IDLE_SECONDS,
      // A header whose name Python reads as another one could pass for one of ours.
      dropInvalidHeaderFields: true,
      enableDeletionProtection: settings.protect,
    });
    balancer.overrideLogicalId("load-balancer");
    return balancer;
  }

  private certificateArn(): string | undefined {
    const { stack, settings } = this.place;
    const { certificate, zone } = settings.loadBalancer;
    if (zone === undefined) return certificate;
    return new Certificate(this, "certificate", { stack, host: this.pages.host, zone }).arn;
  }

  private page(page: Page, path: string) {
    const { stack, network } = this.place;
    const group = targetGroup(this, { stack, vpcId: network.vpcId, page, alive: path });
    const listener = pageListener(this, this.balancer, page, group, this.certificate);
    return { listener, targets: listener.defaultAction.get(0).targetGroupArn, metricName: group.arnSuffix };
  }

  /** The name that people type. One that is there already is somebody else's: the deployment fails. */
  private alias(zoneId: string): void {
    const record = new Route53Record(this, "name", {
      zoneId,
      name: this.pages.host,
      type: "A",
      alias: { name: this.balancer.dnsName, zoneId: this.balancer.zoneId, evaluateTargetHealth: true },
    });
    record.overrideLogicalId("webserver");
  }
}
