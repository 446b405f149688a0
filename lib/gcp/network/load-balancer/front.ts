import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ComputeGlobalForwardingRule } from "@cdktf/provider-google/lib/compute-global-forwarding-rule";
import { ComputeManagedSslCertificate } from "@cdktf/provider-google/lib/compute-managed-ssl-certificate";
import { ComputeSslPolicy } from "@cdktf/provider-google/lib/compute-ssl-policy";
import { ComputeTargetHttpProxy } from "@cdktf/provider-google/lib/compute-target-http-proxy";
import { ComputeTargetHttpsProxy } from "@cdktf/provider-google/lib/compute-target-https-proxy";
import { Construct } from "constructs";
import { digest } from "../../../deployment/digest";
import { nameOf } from "../../names";
import type { Place } from "../../words/place";
import { SCHEME } from "./backend";
import { pages, redirect } from "./url-maps";

export const HTTPS_PORT = 443;
export const HTTP_PORT = 80;

export interface FrontProps {
  readonly domain: string;
  /** Id of the backend service. */
  readonly backend: string;
  /** Patterns of the paths at which nobody gets through. */
  readonly closed: readonly string[];
}

/** What people type: one address for the whole world, its certificate, and the way from http to https. */
export class Front extends Construct {
  /** The address, for the record of the domain. */
  readonly address: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly place: Pick<Place, "stack" | "after">,
    { domain, backend, closed }: FrontProps,
  ) {
    super(scope, id);
    const { stack, after } = place;
    const address = new ComputeGlobalAddress(this, "address", { name: nameOf(stack, "ui"), dependsOn: [...after] });
    address.overrideLogicalId("ui");
    this.address = address.address;
    const encrypted = new ComputeTargetHttpsProxy(this, "https", {
      name: nameOf(stack, "ui"),
      urlMap: pages(this, stack, backend, closed).id,
      sslCertificates: [this.certificate(domain).id],
      sslPolicy: this.policy().id,
    });
    encrypted.overrideLogicalId("ui");
    const plain = new ComputeTargetHttpProxy(this, "http", {
      name: nameOf(stack, "ui-redirect"),
      urlMap: redirect(this, stack, after).id,
    });
    plain.overrideLogicalId("ui-redirect");
    this.rule("ui", HTTPS_PORT, encrypted.id);
    this.rule("ui-redirect", HTTP_PORT, plain.id);
  }

  /**
   * Google proves the domain by the record that leads to the address, and renews the certificate while it does. One
   * that is in use cannot be deleted: each domain has a name of its own, and the new one comes first.
   */
  private certificate(domain: string): ComputeManagedSslCertificate {
    const { stack, after } = this.place;
    const certificate = new ComputeManagedSslCertificate(this, "certificate", {
      name: nameOf(stack, `ui-${digest(domain, 8)}`),
      managed: { domains: [domain] },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [...after],
    });
    certificate.overrideLogicalId("ui");
    return certificate;
  }

  /** TLS 1.2 and 1.3 with forward secrecy. Source: Cloud Load Balancing, "SSL policies". */
  private policy(): ComputeSslPolicy {
    const { stack, after } = this.place;
    const policy = new ComputeSslPolicy(this, "policy", {
      name: nameOf(stack, "ui"),
      profile: "RESTRICTED",
      minTlsVersion: "TLS_1_2",
      dependsOn: [...after],
    });
    policy.overrideLogicalId("ui");
    return policy;
  }

  private rule(id: "ui" | "ui-redirect", port: number, target: string): void {
    new ComputeGlobalForwardingRule(this, id, {
      name: nameOf(this.place.stack, id),
      loadBalancingScheme: SCHEME,
      ipAddress: this.address,
      ipProtocol: "TCP",
      portRange: String(port),
      target,
    }).overrideLogicalId(id);
  }
}
