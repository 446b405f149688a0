import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { Construct } from "constructs";
import type { Page } from "./published";

/** TLS 1.2 and 1.3 with forward secrecy. Source: Elastic Load Balancing, "Security policies". */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/**
 * Passes people on to a page.
 * @param certificate ARN; undefined: in the clear
 */
export function pageListener(
  scope: Construct,
  balancer: Lb,
  page: Page,
  targets: LbTargetGroup,
  certificate: string | undefined,
): LbListener {
  const listener = new LbListener(scope, `${page.role}-listener`, {
    loadBalancerArn: balancer.arn,
    port: page.port,
    ...(certificate === undefined
      ? { protocol: "HTTP" }
      : { protocol: "HTTPS", certificateArn: certificate, sslPolicy: TLS_POLICY }),
    defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  listener.overrideLogicalId(page.role);
  return listener;
}

/** Sends people who typed http:// to the encrypted page. */
export function redirectListener(scope: Construct, balancer: Lb, from: number, to: number): void {
  new LbListener(scope, "redirect", {
    loadBalancerArn: balancer.arn,
    port: from,
    protocol: "HTTP",
    defaultAction: [{ type: "redirect", redirect: { protocol: "HTTPS", port: String(to), statusCode: "HTTP_301" } }],
  }).overrideLogicalId("redirect");
}

/** The execution API is for workers, which do not come through here. */
export function closeExecutionApi(scope: Construct, listener: LbListener, closed: readonly string[]): void {
  new LbListenerRule(scope, "execution-api", {
    listenerArn: listener.arn,
    priority: 1,
    condition: [{ pathPattern: { values: [...closed] } }],
    action: [
      {
        type: "fixed-response",
        fixedResponse: {
          statusCode: "403",
          contentType: "text/plain",
          messageBody: "The execution API is for workers only.",
        },
      },
    ],
  }).overrideLogicalId("execution-api");
}
