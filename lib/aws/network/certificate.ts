import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { nameOf } from "../names";

const TTL_SECONDS = 60;

export interface CertificateProps {
  readonly stack: string;
  readonly host: string;
  /** Id of the hosted zone in which the host's name is. */
  readonly zone: string;
}

/** A certificate for one host, which AWS renews for as long as the record stays by which it was proved. */
export class Certificate extends Construct {
  /** ARN, known once AWS has seen the proof: a listener takes no other certificate. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { stack, host, zone }: CertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, "certificate", {
      domainName: host,
      validationMethod: "DNS",
      tags: { Name: nameOf(stack, "webserver") },
      // The listener uses the old one until it has the new one.
      lifecycle: { createBeforeDestroy: true },
    });
    certificate.overrideLogicalId("webserver");
    const proof = certificate.domainValidationOptions.get(0);
    const record = new Route53Record(this, "proof", {
      zoneId: zone,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: TTL_SECONDS,
      // All certificates of one name in an account have the same proof: another may have left it.
      allowOverwrite: true,
    });
    record.overrideLogicalId("certificate");
    const validation = new AcmCertificateValidation(this, "validation", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    });
    validation.overrideLogicalId("webserver");
    this.arn = validation.certificateArn;
  }
}
