import { line } from "../../../lib/deployment/words/problem";
import { airflow, POOL, readFile } from "../../support/reading";

/** Problems and notices of a file whose first lines are good: what stands behind the file's name. */
function said(...lines: string[]) {
  const result = readFile([airflow(), ...(lines.some((text) => text.startsWith("workers:")) ? [] : [POOL]), ...lines]);
  const all = result.ok ? result.notices : [...result.problems, ...result.notices];
  return all.map((problem) => line(problem).replace("configs/acme.yaml:", ""));
}

test.each([
  ["the smallest file", [], []],
  [
    "a range of replicas, for every role that has them",
    [
      "webserver: { replicas: { min: 1, max: 2 } }",
      "scheduler: { replicas: { min: 2, max: 3 } }",
      "triggerer: { replicas: { min: 0, max: 1 } }",
      "workers: { main: { queues: [default], replicas: { min: 2, max: 10 } } }",
    ],
    [
      "3:14 webserver.replicas: Docker does not scale by itself, and got { min: 1, max: 2 }; write one number",
      "4:14 scheduler.replicas: Docker does not scale by itself, and got { min: 2, max: 3 }; write one number",
      "5:14 triggerer.replicas: Docker does not scale by itself, and got { min: 0, max: 1 }; write one number",
      "6:39 workers.main.replicas: Docker does not scale by itself, and got { min: 2, max: 10 }; write one number",
    ],
  ],
  ["a range of one number", ["scheduler: { replicas: { min: 2, max: 2 } }"], []],
  [
    "one port twice",
    ["webserver: { port: 5555 }", "flower: {}"],
    ["5:1 flower.port: port 5555 is already webserver.port; write another one"],
  ],
  [
    "a MySQL of our own",
    ["metadataDatabase: { engine: mysql }"],
    [
      "4:29 metadataDatabase.engine: our own server on Docker is Postgres; for MySQL name an existing server with host:, or leave engine: out",
    ],
  ],
  ["a MySQL that exists", ["metadataDatabase: { engine: mysql, host: my.acme, password: { secret: my } }"], []],
  [
    "a mount over a folder of ours",
    [
      "docker:",
      "  mounts:",
      "    - { source: ./a, target: /opt/airflow/logs/ }",
      "    - { source: ./b, target: /data }",
      "    - { source: ./c, target: /data/ }",
    ],
    [
      "6:30 docker.mounts[0].target: /opt/airflow/logs/ is used by the deployment itself; write another folder",
      "8:30 docker.mounts[2].target: /data/ is already the target of docker.mounts[1]; write another folder",
    ],
  ],
  [
    "a mount over what the webserver's guard lies in, or where files of the project come",
    [
      "docker:",
      "  mounts:",
      "    - { source: ./a, target: /opt/airflow-cdktf/webserver }",
      "    - { source: ./b, target: /opt/airflow/plugins/ }",
      "    - { source: ./c, target: /opt/airflow/config }",
      "    - { source: ./d, target: /opt }",
      "    - { source: ./e, target: /opt/airflow/dags/common }",
      "    - { source: ./f, target: /opt/airflow/x/..//./plugins }",
      "    - { source: ./g, target: //opt/airflow-cdktf }",
    ],
    [
      "6:30 docker.mounts[0].target: /opt/airflow-cdktf/webserver is used by the deployment itself; write another folder",
      "7:30 docker.mounts[1].target: /opt/airflow/plugins/ is where files of the project come: write airflow.files.plugins",
      "8:30 docker.mounts[2].target: /opt/airflow/config is where files of the project come: write airflow.files.localSettings",
      "9:30 docker.mounts[3].target: /opt is used by the deployment itself; write another folder",
      "11:30 docker.mounts[5].target: /opt/airflow/x/..//./plugins is where files of the project come: write airflow.files.plugins",
      "12:30 docker.mounts[6].target: //opt/airflow-cdktf is used by the deployment itself; write another folder",
    ],
  ],
  [
    "a mount of /tmp, which containers of tasks share with their worker",
    ["docker:", "  mounts:", "    - { source: /tmp, target: /tmp, readOnly: false }"],
    [],
  ],
  [
    "a mount where Airflow could write no more, or where notes of the processes lie",
    [
      "docker:",
      "  mounts:",
      "    - { source: /tmp, target: /tmp/ }",
      "    - { source: /dev/shm, target: /dev/shm }",
      "    - { source: /run, target: /var/run, readOnly: false }",
      "    - { source: ./own.sock, target: /var/run/own.sock }",
    ],
    [
      "6:31 docker.mounts[0].target: Airflow itself writes to /tmp; write readOnly: false, or another target",
      "7:35 docker.mounts[1].target: /dev/shm is used by the deployment itself; write another folder",
      "8:31 docker.mounts[2].target: /var/run is used by the deployment itself; write another folder",
    ],
  ],
  [
    "a mount over programs of the image",
    [
      "docker:",
      "  mounts:",
      "    - { source: ./home, target: /home/airflow }",
      "    - { source: ./local, target: /usr/local }",
      "    - { source: ./all, target: / }",
      "    - { source: ./ssh, target: /home/airflow/.ssh }",
    ],
    [
      "6:33 docker.mounts[0].target: /home/airflow hides programs of the image; write another folder",
      "7:34 docker.mounts[1].target: /usr/local hides programs of the image; write another folder",
      "8:32 docker.mounts[2].target: / hides programs of the image; write another folder",
    ],
  ],
  [
    "a port that others reach",
    ["docker: { bindAddress: 10.1.2.3 }"],
    [
      "4:24 docker.bindAddress: whoever reaches 10.1.2.3 reaches the login page over plain HTTP; put a proxy with TLS before it, and a firewall",
    ],
  ],
  [
    "a port on every address",
    ["docker: { bindAddress: 0.0.0.0 }"],
    [
      "4:24 docker.bindAddress: whoever reaches any address of this host reaches the login page over plain HTTP; put a proxy with TLS before it, and a firewall",
    ],
  ],
])("%s", (_, lines, messages) => {
  expect(said(...lines)).toEqual(messages);
});

test("a build's secret is a whole file", () => {
  const result = readFile([
    airflow("image: { build: { context: ., secretArgs: { pip: { secret: all, key: pip } } } }"),
    POOL,
  ]);
  expect(result.ok ? [] : result.problems.map(({ path, message }) => [path?.join("."), message])).toEqual([
    [
      "airflow.image.build.secretArgs.pip.key",
      "a build on Docker gets the whole file; put this one secret into a file of its own and leave key: out",
    ],
  ]);
});

test("DAGs from git on a release that cannot read it by itself", () => {
  const git = "https://example.com/d.git";
  const result = readFile([`airflow: { version: "2.11.2", dags: { git: '${git}' } }`, POOL]);
  expect(result.ok ? [] : result.problems.map(({ path, message }) => [path?.join("."), message])).toEqual([
    [
      "docker.gitSyncImage",
      `missing: Airflow 2.11.2 cannot read ${git} by itself; write the image of Kubernetes' git-sync, version 4, or use Airflow 3.x`,
    ],
  ]);
});

test("DAGs from a bucket of Google", () => {
  const result = readFile([airflow("dags: { bucket: gs://acme-dags/airflow }"), POOL]);
  expect(result.ok ? [] : result.problems.map(line)).toEqual([
    "configs/acme.yaml:2:46 airflow.dags.bucket: a bucket is read on gcp-vms only; write folder: PATH, git: REPOSITORY, or put the DAGs into the image",
  ]);
});
