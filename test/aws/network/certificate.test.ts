// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { Certificate } from "../../../lib/aws/network/certificate";
import { awsStack, resourceOf, STACK } from "../../support/aws";

const json = awsStack((stack) => {
  const made = new Certificate(stack, "certificate", { stack: STACK, host: "airflow.example.com", zone: "Z012345" });
  stack.addOverride("output.arn.value", made.arn);
});

test("it is for the one host, and proved by a record in its zone", () => {
  expect(resourceOf(json, "aws_acm_certificate", "webserver")).toMatchObject({
    domain_name: "airflow.example.com",
    validation_method: "DNS",
  });
  const option = "${tolist(aws_acm_certificate.webserver.domain_validation_options).0";
  expect(resourceOf(json, "aws_route53_record", "certificate")).toMatchObject({
    zone_id: "Z012345",
    name: `${option}.resource_record_name}`,
    type: `${option}.resource_record_type}`,
    records: [`${option}.resource_record_value}`],
  });
});

test("who uses it waits until AWS has seen the proof", () => {
  expect(json["output"]).toEqual({ arn: { value: "${aws_acm_certificate_validation.webserver.certificate_arn}" } });
  expect(resourceOf(json, "aws_acm_certificate_validation", "webserver")).toMatchObject({
    certificate_arn: "${aws_acm_certificate.webserver.arn}",
    validation_record_fqdns: ["${aws_route53_record.certificate.fqdn}"],
  });
});

test("another host's certificate is there before this one goes", () => {
  expect(resourceOf(json, "aws_acm_certificate", "webserver")["lifecycle"]).toEqual({ create_before_destroy: true });
});

test("a proof that another certificate of the host left does not stop it", () => {
  expect(resourceOf(json, "aws_route53_record", "certificate")["allow_overwrite"]).toBe(true);
});
