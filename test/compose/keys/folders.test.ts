import { compose, imported } from "../importing";

const mounted = (...volumes: readonly string[]) =>
  imported(compose({ all: ["volumes:", ...volumes.map((one) => `  - ${one}`)] }), {
    files: { "plugins/a.py": "", "home/dags/a.py": "" },
  });

test("each folder of Airflow has its key", () => {
  const { value, report } = mounted(
    "./dags:/opt/airflow/dags:ro",
    "./plugins:/opt/airflow/plugins",
    "/srv/logs:/opt/airflow/logs/",
    "{ type: bind, source: ../shared, target: /shared, read_only: true }",
    "~/keys:/keys:ro",
    "./webserver_config.py:/opt/airflow/webserver_config.py",
    "./config/airflow_local_settings.py:/opt/airflow/config/airflow_local_settings.py",
  );
  expect(value["airflow"]).toEqual({
    version: "3.3.2",
    dags: { folder: "./dags" },
    files: {
      plugins: "./plugins",
      webserverConfig: "./webserver_config.py",
      localSettings: "./config/airflow_local_settings.py",
    },
  });
  expect(value["docker"]).toEqual({
    storage: { logs: "/srv/logs" },
    mounts: [
      { source: "/shared", target: "/shared" },
      { source: "~/keys", target: "/keys" },
    ],
  });
  expect(report.left).toEqual([]);
});

test("what a deployment has no place for", () => {
  const { value, report } = mounted(
    "dags-volume:/opt/airflow/dags",
    "logs-volume:/opt/airflow/logs",
    "./airflow.cfg:/opt/airflow/airflow.cfg",
    "./none:/opt/airflow/plugins",
    "C:/data:/data",
    "./tls:/run/secrets/tls",
    "/anonymous",
  );
  expect(value["docker"]).toBeUndefined();
  expect(report.left.map((line) => line.replace(/^\S+ x-common\./, ""))).toEqual([
    "volumes[0]: volume dags-volume at /opt/airflow/dags; mount a folder of the host with airflow.dags.folder, and copy its content there",
    "volumes[2]: airflow.cfg is not read; write what you changed in it under airflow.options, by section and key",
    "volumes[3]: the folder of plugins ./none does not exist; make it and write airflow.files.plugins",
    "volumes[4]: C:/data is a path of Windows; write one of the Docker host (docker.mounts, airflow.dags)",
    "volumes[5]: /run/secrets/tls is used by the deployment itself; use { file: PATH } where the secret is needed",
    "volumes[6]: volume without a name at /anonymous; mount a folder of the host with docker.mounts, and copy its content there",
  ]);
  expect(report.changed.join()).toMatch(
    /volumes\[1\]: logs are kept in a volume of this deployment; those in logs-volume stay there/,
  );
});

test("all of Airflow's folder", () => {
  const { value } = mounted("./home:/opt/airflow");
  expect(value["airflow"]).toEqual({ version: "3.3.2", dags: { folder: "./home/dags" } });
});

test("DAGs of the image, in a folder of their own", () => {
  const { value } = imported(compose({ environment: ["AIRFLOW__CORE__DAGS_FOLDER: /srv/dags"] }));
  expect(value["airflow"]).toEqual({ version: "3.3.2", dags: { image: "/srv/dags" } });
});

test("a folder of some services is every process's, said; paths outside the project are absolute", () => {
  const text = compose({ workers: { worker: ["command: celery worker", 'volumes: ["./models:/models"]'] } });
  const { value, report } = imported(text, { asked: { root: "/elsewhere" } });
  expect(value["docker"]).toEqual({ mounts: [{ source: "/p/models", target: "/models", readOnly: false }] });
  expect(report.changed).toContain(
    "docker-compose.yml:15 services.worker.volumes[0]: /models was mounted into service worker only; now every process has it",
  );
});

test("flags of a mount that change something are listed", () => {
  const { value, report } = mounted(
    "./a:/a:z",
    "./b:/b:ro,Z,cached",
    "{ type: bind, source: ./c, target: /c, read_only: yes, bind: { create_host_path: true, propagation: rshared } }",
    "{ type: tmpfs, target: /t, tmpfs: { size: 1 } }",
  );
  expect(value["docker"]?.["mounts"]).toEqual([
    { source: "./a", target: "/a", readOnly: false },
    { source: "./b", target: "/b" },
    { source: "./c", target: "/c" },
  ]);
  expect(report.left.map((line) => line.replace(/^\S+ x-common\./, ""))).toEqual([
    "volumes[0]: flag z of the mount at /a; the folder is not labelled for SELinux: label it once with `chcon -Rt container_file_t FOLDER`",
    "volumes[1]: flag Z of the mount at /b; the folder is not labelled for SELinux: label it once with `chcon -Rt container_file_t FOLDER`",
    "volumes[2]: flag bind.propagation of the mount at /c; nothing takes its place",
    "volumes[3]: volume without a name at /t; mount a folder of the host with docker.mounts, and copy its content there",
    "volumes[3]: flag tmpfs of the mount at /t; nothing is mounted in memory: write a folder of the host to docker.mounts",
    "volumes[3]: flag tmpfs.size of the mount at /t; nothing takes its place",
  ]);
});

test("the shell's folder is the one of the compose file", () => {
  const { value } = imported(compose({ all: ['volumes: ["$PWD/data:/data"]'] }), {
    environment: { PWD: "/of/this/program" },
    asked: { root: "/elsewhere" },
  });
  expect(value["docker"]).toEqual({ mounts: [{ source: "/p/data", target: "/data", readOnly: false }] });
});
