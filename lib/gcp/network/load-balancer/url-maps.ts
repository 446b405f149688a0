import { ComputeUrlMap } from "@cdktf/provider-google/lib/compute-url-map";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { nameOf } from "../../names";

/**
 * All paths lead to the webserver but the execution API, which is for workers and answers 403 here. A fault on all of
 * its requests is the one way in which this load balancer answers by itself.
 * Source: Cloud Load Balancing, "Traffic management overview for global external Application Load Balancers".
 * @param closed patterns of that API's paths as they are written; the webserver's own guard refuses them in any other writing
 */
export function pages(scope: Construct, stack: string, backend: string, closed: readonly string[]): ComputeUrlMap {
  const map = new ComputeUrlMap(scope, "pages", {
    name: nameOf(stack, "ui"),
    defaultService: backend,
    hostRule: [{ hosts: ["*"], pathMatcher: "ui" }],
    pathMatcher: [
      {
        name: "ui",
        defaultService: backend,
        pathRule: [
          {
            paths: [...closed],
            service: backend,
            routeAction: { faultInjectionPolicy: { abort: { httpStatus: 403, percentage: 100 } } },
          },
        ],
      },
    ],
  });
  map.overrideLogicalId("ui");
  return map;
}

/** Sends people who typed http:// to the encrypted page. */
export function redirect(scope: Construct, stack: string, after: readonly ITerraformDependable[]): ComputeUrlMap {
  const map = new ComputeUrlMap(scope, "redirect", {
    name: nameOf(stack, "ui-redirect"),
    defaultUrlRedirect: {
      httpsRedirect: true,
      redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT",
      stripQuery: false,
    },
    dependsOn: [...after],
  });
  map.overrideLogicalId("ui-redirect");
  return map;
}
