import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { envFileFindings } from "../../lib/airflow/environment/env-file/check";
import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { deployment } from "../airflow/rules/deployment";
import { containerOf as awsContainer, variablesOf as awsVariables, containersOf } from "../support/aws-containers";
import { deployed as onAws } from "../support/aws-deployed";
import { containerOf, deployed as onDocker, variablesOf } from "../support/docker";
import { documentIn, deployed as onGcp } from "../support/gcp-deployed";
import { unitIn } from "../support/gcp-documents";

const ITSELF = "localhost,127.0.0.1,::1,169.254.169.254,169.254.170.2,metadata.google.internal";
const DOCKER = `${ITSELF},webserver,scheduler,dag-processor,triggerer,flower,metadata-database,broker`;
const GCP = `${ITSELF},acme.internal,10.10.0.10,10.10.0.0/24,googleapis.com`;
const AWS = `${ITSELF},acme.internal,10.0.0.0/16,s3.eu-central-1.amazonaws.com`;

const PROXY = "http://proxy.example.com:3128";
const ENVIRONMENT = `environment: { HTTP_PROXY: "${PROXY}" }`;
const both = (list: string) => ({ NO_PROXY: list, no_proxy: list });

describe("HTTP_PROXY in the environment: what runs inside the stack is called without it", () => {
  test("docker", () => {
    const json = onDocker(
      `airflow: { version: "3.3.2", dags: { folder: ./examples/dags }, ${ENVIRONMENT} }`,
      "workers: { default: { queues: [default] } }",
    );
    const logs = ["triggerer", "worker-default"].flatMap((name) =>
      [1, 2, 3, 4].map((index) => `acme-${name}-${index}`),
    );
    expect(variablesOf(containerOf(json, "webserver-1"))).toMatchObject(both([DOCKER, ...logs].join()));
    for (const name of ["scheduler-1", "dag-processor", "triggerer-1", "worker-default-1", "migration"])
      expect(variablesOf(containerOf(json, name))).toMatchObject({ HTTP_PROXY: PROXY, ...both(DOCKER) });
    for (const name of ["metadata-database", "broker"])
      expect(Object.keys(variablesOf(containerOf(json, name))).filter((one) => /proxy/i.test(one))).toEqual([]);
  });

  test("aws-ecs", () => {
    const json = onAws(
      `airflow: { version: "3.3.2", image: "registry.test/a@sha256:${"0".repeat(64)}", ${ENVIRONMENT} }`,
    );
    for (const name of ["webserver", "scheduler", "dag-processor", "triggerer", "worker-main"])
      expect(awsVariables(awsContainer(json, name, "airflow"))).toMatchObject({ HTTP_PROXY: PROXY, ...both(AWS) });
  });

  test("gcp-vms", () => {
    const json = onGcp(
      `airflow: { version: "3.3.2", image: "registry.test/a@sha256:${"0".repeat(64)}", ${ENVIRONMENT} }`,
    );
    for (const name of ["webserver", "scheduler", "dag-processor", "triggerer", "migration", "clean"])
      expect(unitIn(documentIn(json, "master"), name).environment).toMatchObject({ HTTP_PROXY: PROXY, ...both(GCP) });
    expect(unitIn(documentIn(json, "main"), "worker-main").environment).toMatchObject(both(GCP));
  });
});

const KEY = `proxy: { http: "${PROXY}", https: "${PROXY}", noProxy: [corp.example.com] }`;
const PROXIES = { HTTP_PROXY: PROXY, http_proxy: PROXY, HTTPS_PROXY: PROXY, https_proxy: PROXY };
const whole = (list: string) => ({ ...PROXIES, ...both(`corp.example.com,${list}`) });

describe("proxy:", () => {
  test("docker: processes, git-sync and builds, and no server of our own", () => {
    const json = onDocker(
      `airflow: { version: "2.11.2", dags: { git: "https://example.com/d.git" }, image: { build: { context: ./examples/image, requirements: ./requirements.txt } } }`,
      "workers: { main: { queues: [default] } }",
      "docker: { gitSyncImage: 'git-sync:v4.4.2' }",
      KEY,
    );
    expect(variablesOf(containerOf(json, "worker-main-1"))).toMatchObject(whole(DOCKER));
    expect(variablesOf(containerOf(json, "git-sync"))).toEqual(whole(ITSELF));
    expect(Object.keys(variablesOf(containerOf(json, "broker"))).filter((one) => /proxy/i.test(one))).toEqual([]);
    for (const image of ["airflow-base-image", "airflow-image"])
      expect(json.resource["docker_image"]?.[image]).toMatchObject({ build: { build_args: whole(ITSELF) } });
  });

  test("aws-ecs: also what fetches the files and what counts tasks", () => {
    const json = onAws(KEY);
    for (const [service, container] of [
      ["worker-main", "airflow"],
      ["worker-main", "gate"],
      ["worker-main", "files"],
      ["scheduler", "metrics"],
    ] as const)
      expect(awsVariables(awsContainer(json, service, container))).toMatchObject(whole(AWS));
    expect(containersOf(json, "scheduler").map(({ name }) => name)).toEqual([
      "files",
      "migration",
      "airflow",
      "metrics",
    ]);
  });

  test("gcp-vms: also git-sync", () => {
    const json = onGcp(
      `airflow: { version: "2.11.2", image: "registry.test/a@sha256:${"0".repeat(64)}", dags: { git: "https://example.com/d.git" } }`,
      "gitSyncImage: 'registry.test/git-sync:v4.4.2'",
      KEY,
    );
    expect(unitIn(documentIn(json, "main"), "worker-main").environment).toMatchObject(whole(GCP));
    expect(unitIn(documentIn(json, "master"), "git-sync").environment).toEqual(whole(ITSELF));
    for (const store of ["metadata-database", "broker"])
      expect(unitIn(documentIn(json, "master"), store).environment).not.toHaveProperty("HTTP_PROXY");
  });
});

test("an existing network's subnets say where tasks are", () => {
  const json = onAws(
    "network: { vpc: vpc-0a1b2c3d4e5f60718, privateSubnets: [subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719] }",
    KEY,
  );
  expect(json.data?.["aws_subnet"]).toEqual({
    "subnet-0a1b2c3d4e5f60718": { id: "subnet-0a1b2c3d4e5f60718" },
    "subnet-0a1b2c3d4e5f60719": { id: "subnet-0a1b2c3d4e5f60719" },
  });
});

/** Lines of one file, as a person reads them. */
function said(...lines: readonly string[]): readonly string[] {
  const text = ["target: docker", ...lines].join("\n");
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  return (result.ok ? result.notices : result.problems).map(line);
}

const POOL = "workers: { default: { queues: [default] } }";
const FORM = "expected the address of a proxy such as http://proxy.example.com:3128";
const inEnvironment = (entries: string, more = "") =>
  said(`airflow: { version: "3.3.2", dags: { folder: ./examples/dags }, environment: { ${entries} }${more} }`, POOL);
const asKey = (entries: string) =>
  said(`airflow: { version: "3.3.2", dags: { folder: ./examples/dags } }`, POOL, `proxy: { ${entries} }`);

test.each([
  ["HTTP_PROXY: proxy.example.com:3128"],
  ["https_proxy: 'https://proxy.example.com:3128/'"],
  ["ALL_PROXY: '', NO_PROXY: '*'"],
  ["HTTP_PROXY: 'http://10.1.2.3:3128', NO_PROXY: '.corp, 10.0.0.0/8, *.odd, host:80, ::1'"],
  ["HTTP_PROXY: { secret: proxy }, NO_PROXY: { secret: hosts }"],
])("works: %s", (entries) => {
  expect(inEnvironment(entries)).toEqual([]);
});

test.each(["\\n", "\\r\\n"])("a line's end in an address: %s", (end) => {
  expect(inEnvironment(`HTTP_PROXY: "http://p${end}:1"`)).toEqual([
    expect.stringMatching(/^configs\/a\.yaml:2:92 airflow\.environment\.HTTP_PROXY: .*write it without/),
  ]);
  expect(asKey(`http: "http://p${end}:1"`)).toEqual([expect.stringMatching(/^configs\/a\.yaml:4:16 proxy\.http: /)]);
});

const SOCKS = "tasks would all fail with a SOCKS proxy, for which Airflow's image has no package; write an HTTP proxy";

test.each([
  ["HTTP_PROXY: ' http://p:1'", `got " http://p:1"; write it without spaces and line ends`],
  [
    "HTTP_PROXY: 'ftp://p:1'",
    `got "ftp://p:1"; write http:// in front, or https:// where the proxy itself is asked by TLS`,
  ],
  ["all_proxy: 'socks5h://p:1080'", `got "socks5h://p:1080"; ${SOCKS}`],
  ["HTTP_PROXY: 'http://p:1/path'", `got "http://p:1/path"; write its host and its port alone`],
  ["HTTP_PROXY: 'http://p:99999'", `got "http://p:99999"; write its host and its port alone`],
  ["HTTP_PROXY: 'http://'", `got "http://"; write its host and its port alone`],
  [
    "Http_Proxy: 'http://127.0.0.1:3128'",
    `got "http://127.0.0.1:3128"; that is each container itself; write the proxy's name or address as containers see it`,
  ],
])("refused in the environment: %s", (entries, words) => {
  const [name = ""] = entries.split(":");
  expect(inEnvironment(entries)).toEqual([
    `configs/a.yaml:2:${82 + name.length} airflow.environment.${name}: ${FORM}, ${words}`,
  ]);
});

test("an image of somebody's own may have what SOCKS needs", () => {
  expect(inEnvironment("ALL_PROXY: 'socks5h://p:1080'", ", image: 'acme/airflow:7'")).toEqual([]);
  expect(inEnvironment("ALL_PROXY: 'socks4://p:1080'", ", image: 'acme/airflow:7'")).toHaveLength(1);
});

test.each(["[::1]", "fd00::/8", "a, [fd00::1]:80", "bücher.example", "host:http"])(
  "a list with which no task of 3.x starts: %s",
  (list) => {
    expect(inEnvironment(`NO_PROXY: '${list}'`)).toEqual([
      expect.stringMatching(
        /^configs\/a\.yaml:2:90 airflow\.environment\.NO_PROXY: expected hosts with commas between, got ".*"; (write|tasks of 3\.x fail)/,
      ),
    ]);
  },
);

test.each([
  ["{}", "proxy: expected http:, https: or both"],
  ["noProxy: [a]", "proxy: expected http:, https: or both"],
  ["http: 'p.example.com:3128'", "proxy.http: expected the address"],
  ["http: 'http://p.example.com'", "write its port as well: without one each program takes another"],
  ["https: 'socks5://p:1080'", SOCKS],
  ["http: 'http://localhost:3128'", "that is each container itself"],
  ["http: 'http://p:1', noProxy: ['*']", "everything would be called directly; leave proxy: out"],
  ["http: 'http://p:1', noProxy: ['*.corp']", "write it without the *: a name means all below it too"],
  ["http: 'http://p:1', noProxy: ['https://a']", "write a name, an address or a range such as 10.0.0.0/8"],
  ["http: 'http://p:1', noProxy: ['a,b']", "write one host in each entry, without spaces"],
  ["http: 'http://p:1', noProxy: ['10.0.0.0/33']", "write a name, an address or a range such as 10.0.0.0/8"],
  ["http: 'http://p:1', noProxy: ['[fd00::1]']", "write an IPv6 address without brackets and port"],
])("refused as proxy: %s", (entries, words) => {
  const found = asKey(entries.replace("{}", ""));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^configs\/a\.yaml:4:\d+ proxy/);
  expect(found[0]).toContain(words);
});

test("a login is never written into the file", () => {
  const found = asKey("http: 'http://me:hush@p.example.com:3128'");
  expect(found).toEqual([
    "configs/a.yaml:4:16 proxy.http: the value holds a URL with a password in it, and a secret is never written into this file: write the address without it; for a proxy with a login leave proxy: out, and write airflow.environment: { HTTP_PROXY: { secret: NAME }, HTTPS_PROXY: { secret: NAME } }, where the secret is the whole address",
  ]);
  expect(asKey("http: 'http://admin@p.example.com:3128'")[0]).toContain("write it without a login");
});

const BESIDE = "remove it here, or remove proxy: and keep the variables";

test("proxy: beside variables that mean the same", () => {
  const build = "image: { build: { context: ./examples/image, args: { https_proxy: 'http://q:1' } } }";
  expect(
    said(
      `airflow: { version: "3.3.2", dags: { folder: ./examples/dags }, environment: { HTTP_PROXY: { secret: a }, no_proxy: a }, ${build} }`,
      "workers: { default: { queues: [default], environment: { all_proxy: '' } } }",
      "proxy: { http: 'http://p:1' }",
    ),
  ).toEqual([
    `configs/a.yaml:2:80 airflow.environment.HTTP_PROXY: proxy: sets this variable in every container; ${BESIDE}`,
    "configs/a.yaml:2:117 airflow.environment.no_proxy: proxy: sets this variable in every container; write proxy.noProxy instead",
    `configs/a.yaml:2:188 airflow.image.build.args.https_proxy: proxy: sets this variable in every build; ${BESIDE}`,
    `configs/a.yaml:3:57 workers.default.environment.all_proxy: proxy: sets this variable in every container; ${BESIDE}`,
  ]);
});

test("the same in an envFile, without a value", () => {
  const root = mkdtempSync(join(tmpdir(), "proxy-"));
  const text = "HTTP_PROXY=socks5://hush:1\nNO_PROXY=[::1]\nhttps_proxy=http://me:hush@p.example.com:3128\n";
  writeFileSync(join(root, ".env"), text);
  const found = (sections: Parameters<typeof deployment>[0]) =>
    envFileFindings(root, deployment(sections, { envFile: ".env" })).map(({ message }) => message);
  expect(found({})).toEqual([
    `.env:1 HTTP_PROXY: ${FORM}; ${SOCKS}`,
    ".env:2 NO_PROXY: expected hosts with commas between; write an IPv6 address without brackets and port",
  ]);
  expect(found({ proxy: { http: "http://p:1" } })).toHaveLength(3);
  rmSync(root, { recursive: true, force: true });
});
