// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { TerraformOutput } from "cdktf";
import { Storage } from "../../../lib/docker/data/storage";
import { byAddress, stackJson } from "../../support/terraform-json";

function stored(where: string) {
  const json = stackJson((stack) => {
    const mount = new Storage(stack, "logs", "acme", where).mountedAt("/opt/airflow/logs");
    new TerraformOutput(stack, "source", { value: mount.source, staticId: true });
    new TerraformOutput(stack, "rest", { value: `${mount.type} ${mount.target}`, staticId: true });
  });
  const { source, rest } = json.output ?? {};
  return { source: source?.value, rest: rest?.value, resources: "resource" in json ? byAddress(json) : {} };
}

test("a named volume carries the stack's label, so that `up` finds it without the state", () => {
  expect(stored("volume")).toEqual({
    source: "${docker_volume.logs.name}",
    rest: "volume /opt/airflow/logs",
    resources: {
      "docker_volume.logs": { name: "acme-logs", labels: [{ label: "airflow-cdktf.stack", value: "acme" }] },
    },
  });
});

test.each([
  ["./data/logs", '${abspath(pathexpand("../../.././data/logs"))}'],
  ["../logs", '${abspath(pathexpand("../../../../logs"))}'],
  ["/srv/logs", '${abspath(pathexpand("/srv/logs"))}'],
  ["~/logs", '${abspath(pathexpand("~/logs"))}'],
])("the folder %s of the host is mounted and never made or removed", (where, source) => {
  expect(stored(where)).toEqual({ source, rest: "bind /opt/airflow/logs", resources: {} });
});
