// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { ComputeInstanceGroupManager } from "@cdktf/provider-google/lib/compute-instance-group-manager";
import { ComputeRegionInstanceGroupManager } from "@cdktf/provider-google/lib/compute-region-instance-group-manager";
import { autoscaler } from "../../../lib/gcp/machines/autoscaler";
import { gcpStack, resourceOf, STACK } from "../../support/gcp";

const COMMON = { name: "acme-gpu", baseInstanceName: "acme-gpu", version: [{ instanceTemplate: "t" }] };
const scaled = (kind: "zone" | "region") =>
  gcpStack((stack) => {
    const group =
      kind === "zone"
        ? new ComputeInstanceGroupManager(stack, "group", { ...COMMON, zone: "europe-west3-c" })
        : new ComputeRegionInstanceGroupManager(stack, "group", { ...COMMON, region: "europe-west3" });
    group.overrideLogicalId("gpu");
    autoscaler(stack, { stack: STACK, pool: "gpu", group, replicas: { min: 0, max: 6 }, concurrency: 4 });
  });

const zonal = resourceOf(scaled("zone"), "google_compute_autoscaler", "gpu");

test("machines are added for the tasks of the pool that wait or run, so many on each", () => {
  expect(zonal["autoscaling_policy"]).toMatchObject({
    min_replicas: 0,
    max_replicas: 6,
    metric: [
      {
        name: "custom.googleapis.com/airflow_cdktf/tasks",
        filter: 'resource.type = "global" AND metric.labels.stack = "acme" AND metric.labels.pool = "gpu"',
        single_instance_assignment: 4,
      },
    ],
  });
});

test("it never takes a machine away", () => {
  expect(zonal["autoscaling_policy"]).toMatchObject({ mode: "ONLY_SCALE_OUT" });
});

test("a group in a zone has its autoscaler there", () => {
  expect(zonal).toMatchObject({
    name: "acme-gpu",
    zone: "${google_compute_instance_group_manager.gpu.zone}",
    target: "${google_compute_instance_group_manager.gpu.id}",
  });
});

test("a group over several zones has one of the region, with the same policy", () => {
  const regional = resourceOf(scaled("region"), "google_compute_region_autoscaler", "gpu");
  expect(regional).toMatchObject({
    region: "${google_compute_region_instance_group_manager.gpu.region}",
    target: "${google_compute_region_instance_group_manager.gpu.id}",
    autoscaling_policy: zonal["autoscaling_policy"],
  });
});
