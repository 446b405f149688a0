import { releaseOf } from "../../../lib/airflow/releases/version";
import { variables } from "../../../lib/gcp/workloads/variables";
import { gcpSettings } from "../../support/gcp";

const of = (dagsFromBucket = false, entries: readonly string[] = [], version = "3.3.2") =>
  variables({
    settings: gcpSettings(...entries),
    logs: "gs://acme-logs/logs",
    dagsFromBucket,
    release: releaseOf(version),
  });

test("a process is found by its machine's address", () => {
  expect(of()["AIRFLOW__CORE__HOSTNAME_CALLABLE"]).toBe("airflow.utils.net.get_host_ip_address");
});

test("finished logs go to the bucket as the machine itself, and not twice", () => {
  expect(of()).toMatchObject({
    AIRFLOW__LOGGING__REMOTE_LOGGING: "True",
    AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER: "gs://acme-logs/logs",
    AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID: "airflow_cdktf_logs",
    AIRFLOW_CONN_AIRFLOW_CDKTF_LOGS: "google-cloud-platform://",
    AIRFLOW__LOGGING__DELETE_LOCAL_LOGS: "True",
  });
});

test("DAGs in a bucket are read as the machine itself", () => {
  expect(of(true)["AIRFLOW_CONN_AIRFLOW_CDKTF_DAGS"]).toBe("google-cloud-platform://");
  expect(of()["AIRFLOW_CONN_AIRFLOW_CDKTF_DAGS"]).toBeUndefined();
});

test("a caller's address is the second word from the end of what Google's load balancer says", () => {
  const domain = ["access: { domain: airflow.example.com }"];
  expect(of(false, domain)["AIRFLOW__FAB__PROXY_FIX_X_FOR"]).toBe("2");
  expect(of(false, domain, "2.11.2")["AIRFLOW__WEBSERVER__PROXY_FIX_X_FOR"]).toBe("2");
  expect(Object.keys(of()).filter((name) => name.includes("PROXY"))).toEqual([]);
});
