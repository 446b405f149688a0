// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Discovery } from "../../../lib/gcp/network/discovery";
import { gcpStack, resourceOf, STACK } from "../../support/gcp";

const json = gcpStack((stack) => {
  const api = new ProjectService(stack, "dns", { service: "dns.googleapis.com" });
  api.overrideLogicalId("dns");
  const discovery = new Discovery(stack, "discovery", {
    stack: STACK,
    network: { networkId: "projects/acme-data/global/networks/shared", after: [api] },
  });
  const hosts = [
    discovery.record("master", "10.10.0.10"),
    discovery.record("broker", "${google_redis_instance.a.host}"),
  ];
  stack.addOverride("output.hosts.value", hosts);
  stack.addOverride(
    "output.ready.value",
    discovery.ready.map((one) => one.fqn),
  );
});

test("the domain is known in the network alone", () => {
  expect(resourceOf(json, "google_dns_managed_zone", "internal")).toMatchObject({
    name: "acme-internal",
    dns_name: "acme.internal.",
    visibility: "private",
    private_visibility_config: { networks: [{ network_url: "projects/acme-data/global/networks/shared" }] },
    depends_on: ["google_project_service.dns"],
  });
});

test("a name leads to an address, which may be one that only Terraform knows", () => {
  const zone = "${google_dns_managed_zone.internal.name}";
  const record = { managed_zone: zone, type: "A", ttl: 30 };
  expect(json.resource["google_dns_record_set"]).toEqual({
    master: { ...record, name: "master.acme.internal.", rrdatas: ["10.10.0.10"] },
    broker: { ...record, name: "broker.acme.internal.", rrdatas: ["${google_redis_instance.a.host}"] },
  });
});

test("the name is known before the address is", () => {
  expect(json["output"]).toMatchObject({ hosts: { value: ["master.acme.internal", "broker.acme.internal"] } });
});

test("a machine can wait for every name", () => {
  expect(json["output"]).toMatchObject({
    ready: { value: ["${google_dns_record_set.master}", "${google_dns_record_set.broker}"] },
  });
});
