import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { containerOf, deployed } from "../support/docker";

const FILE = [
  'airflow: { version: "3.3.2", dags: { folder: ./examples/dags } }',
  "workers: { default: { queues: [default] } }",
];

/** Lines of one file, as a person reads them. */
function said(...lines: readonly string[]): readonly string[] {
  const text = ["target: docker", ...FILE, ...lines, ""].join("\n");
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  return (result.ok ? result.notices : result.problems).map(line);
}

/** Everything that a container finds as a file, its configuration with secrets among it. Any file is an authority here. */
const uploads = (name: string, ...lines: string[]): string =>
  JSON.stringify(containerOf(deployed(...FILE, ...lines), name)["upload"]);

test("a Redis whose certificate is signed by an authority of its own", () => {
  const redis = "broker: { host: redis.example.com, tls: { ca: ./package.json }, password: { secret: x } }";
  expect(said(redis)).toEqual([]);
  for (const name of ["worker-default-1", "scheduler-1", "migration"]) {
    const files = uploads(name, redis);
    expect(files).toContain("/opt/airflow-cdktf/broker-ca.pem");
    expect(files).toContain(
      "redis.example.com:6379/0?ssl_cert_reqs=required&ssl_ca_certs=/opt/airflow-cdktf/broker-ca.pem",
    );
  }
});

test("a MySQL that exists, over TLS", () => {
  const mysql =
    "metadataDatabase: { engine: mysql, host: my.example.com, password: { secret: x }, tls: { ca: ./package.json } }";
  expect(said(mysql)).toEqual([]);
  const files = uploads("scheduler-1", mysql);
  expect(files).toContain("/opt/airflow-cdktf/database-ca.pem");
  expect(files).toContain("?ssl_ca=/opt/airflow-cdktf/database-ca.pem&ssl_mode=VERIFY_IDENTITY");
});

test("an image of a private registry is taken as it is named; npm run up pulls it with the logins of docker login", () => {
  const text = ["target: docker", ...FILE, ""]
    .join("\n")
    .replace('version: "3.3.2"', 'version: "3.3.2", image: "registry.example.com:5000/data/airflow:3.3.2-7"');
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  expect(result.ok && result.deployment.airflow.image).toBe("registry.example.com:5000/data/airflow:3.3.2-7");
});

test("networks and hosts of Docker's own, and what one pool alone would mount, are refused with their places", () => {
  expect(
    said("docker: { networks: [proxy], extraHosts: [x] }").map((one) =>
      one.replace(/; known keys.*$|; did you.*$/, ""),
    ),
  ).toEqual([
    expect.stringMatching(/^configs\/a\.yaml:4:11 docker: unknown key "networks"/),
    expect.stringMatching(/^configs\/a\.yaml:4:30 docker: unknown key "extraHosts"/),
  ]);
});
