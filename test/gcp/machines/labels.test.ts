import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { machineLabels, putOnAll, stackLabels } from "../../../lib/gcp/machines/labels";
import { stackJson } from "../../support/terraform-json";

const settings = { labels: { team: "data", "cost-center": "7" }, os: "cos-125-lts" };

test("everything has the file's labels, and the stack's name", () => {
  expect(stackLabels("acme", settings)).toEqual({ team: "data", "cost-center": "7", "airflow-cdktf-stack": "acme" });
});

test("a label of the file cannot hide whose a resource is", () => {
  expect(stackLabels("acme", { labels: { "airflow-cdktf-stack": "other" } })).toEqual({
    "airflow-cdktf-stack": "acme",
  });
});

test("a machine also says which it is, and what its system is", () => {
  expect(machineLabels("acme", settings, "gpu")).toEqual({
    ...stackLabels("acme", settings),
    "airflow-cdktf-machine": "gpu",
    "airflow-cdktf-os": "cos-125-lts",
  });
});

test("the provider gets the labels' keys as they are written", () => {
  const labels = stackLabels("acme", settings);
  const json = stackJson((stack) => putOnAll(new GoogleProvider(stack, "google", { project: "acme-data" }), labels));
  expect(json["provider"]).toEqual({ google: [{ project: "acme-data", default_labels: labels }] });
});
