import { Storage } from "../../../lib/aws/data/storage";
import { variables } from "../../../lib/aws/workloads/variables";
import { placed } from "../../support/aws-place";

const { made } = placed((stack, place) => {
  const storage = new Storage(stack, "storage", place);
  return { all: variables(place.settings, storage), folder: storage.logs.folder };
});

test("a process is found by its address: a task's name resolves in itself only", () => {
  expect(made.all["AIRFLOW__CORE__HOSTNAME_CALLABLE"]).toBe("airflow.utils.net.get_host_ip_address");
});

test("logs of tasks go to the bucket, by a connection of our own in the stack's region", () => {
  expect(made.all).toMatchObject({
    AIRFLOW__LOGGING__REMOTE_LOGGING: "True",
    AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER: made.folder,
    AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID: "airflow_cdktf_logs",
    AIRFLOW_CONN_AIRFLOW_CDKTF_LOGS: "aws://?region_name=eu-central-1",
  });
});

test("clients of AWS in DAGs find the region, and the project's own aws_default stays its own", () => {
  expect(made.all).toMatchObject({ AWS_REGION: "eu-central-1", AWS_DEFAULT_REGION: "eu-central-1" });
  expect(made.all).not.toHaveProperty("AIRFLOW_CONN_AWS_DEFAULT");
});
