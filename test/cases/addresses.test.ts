import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { said as saidOnAws } from "../aws/said";
import { said as saidOnGcp } from "../gcp/said";

/** Lines of one file, as a person reads them. */
function said(text: string): readonly string[] {
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  return (result.ok ? result.notices : result.problems).map(line);
}

const docker = (section: string, airflow = "dags: { folder: ./examples/dags }", version = "3.3.2") =>
  said(`target: docker
airflow: { version: "${version}", ${airflow} }
workers: { default: { queues: [default] } }
${section}
`);

const ALONE = "expected the name or address of a server alone";
const ITSELF = "is each process itself, and no server of yours runs in there";
const NEARBY =
  "host.docker.internal, the name of this machine in each container; the server must listen there on more than 127.0.0.1";
const SENTINEL =
  "Sentinel and Redis Cluster are not supported: write host: and port: of what always leads to the primary, such as a proxy before them";
const DATABASE_FORM =
  "write host: db.example.com, an IPv4 address or an IPv6 address in brackets, and port:, name: and user: beside it";

test("a whole address as host", () => {
  expect(
    docker(`metadataDatabase: { host: "db.example.com:5433", password: { secret: x } }
broker: { host: "redis://redis.example.com:6379/1" }`),
  ).toEqual([
    `configs/a.yaml:4:27 metadataDatabase.host: ${ALONE}, got "db.example.com:5433"; write host: db.example.com and port: 5433`,
    `configs/a.yaml:5:17 broker.host: ${ALONE}, got "redis://redis.example.com:6379/1"; write host: redis.example.com, port: 6379 and database: 1`,
  ]);
});

test("localhost", () => {
  expect(
    docker(`metadataDatabase: { host: localhost, password: { secret: x } }
broker: { host: 127.0.0.1 }`),
  ).toEqual([
    `configs/a.yaml:4:27 metadataDatabase.host: "localhost" ${ITSELF}; write ${NEARBY}`,
    `configs/a.yaml:5:17 broker.host: "127.0.0.1" ${ITSELF}; write ${NEARBY}`,
  ]);
});

test("a list, as of Sentinel", () => {
  expect(docker('broker: { host: "s1:26379,s2:26379", password: { secret: x } }')).toEqual([
    `configs/a.yaml:4:17 broker.host: expected the address of one server, got "s1:26379,s2:26379"; ${SENTINEL}`,
  ]);
});

const database = (host: string) =>
  docker(`metadataDatabase: { host: ${JSON.stringify(host)}, password: { secret: x }, tls: true }`).map((one) =>
    one.replace("configs/a.yaml:4:27 metadataDatabase.host: ", ""),
  );
const broker = (host: string) =>
  docker(`broker: { host: ${JSON.stringify(host)}, password: { secret: x }, tls: true }`).map((one) =>
    one.replace("configs/a.yaml:4:17 broker.host: ", ""),
  );

const IPV6 =
  "the network that this program makes carries IPv4 alone; an IPv6 address is reached only where the engine or the cloud adds IPv6 to it";

test.each([
  ["DB.Example.com"],
  ["my_db"],
  ["10.0.0.5"],
  ["host.docker.internal"],
  ["mydb.c9akciq32rgq1xYz.us-east-1.rds.amazonaws.com"],
])("%s is an address", (host) => {
  expect([database(host), broker(host)]).toEqual([[], []]);
});

test("an IPv6 address in brackets is one, and says what it needs", () => {
  expect([database("[2001:db8::1]"), broker("[2001:db8::1]")]).toEqual([[IPV6], [IPV6]]);
});

test.each([
  ["2001:db8::1", 'write host: "[2001:db8::1]"'],
  ["[2001:db8::1]:5433", 'write host: "[2001:db8::1]" and port: 5433'],
  ["db.example.com.", "write host: db.example.com"],
  [" db.example.com ", "write host: db.example.com"],
  ["bücher.example", "write host: xn--bcher-kva.example"],
  ["postgresql+psycopg2://db.example.com/meta", "write host: db.example.com and name: meta"],
  [
    "postgresql://db:5433/meta?sslmode=require",
    "write host: db, port: 5433, name: meta and tls: true, without what follows ?",
  ],
  ["jdbc:mysql://db:3306/a/b", "write host: db, port: 3306 and engine: mysql, without what follows /"],
  ["db.example.com/", "write host: db.example.com"],
  ["db#1", "write host: db, without what follows #"],
  ["localhost:5433", `write port: 5433, for host: ${NEARBY}, since localhost ${ITSELF}`],
  ["10.0.0.300", DATABASE_FORM],
  ["10.1", DATABASE_FORM],
  ["db:99999", DATABASE_FORM],
  ["db:", "write host: db"],
  ["[fe80::1%eth0]", DATABASE_FORM],
  ["-db", DATABASE_FORM],
])("%s is more than an address, or none", (host, remedy) => {
  expect(database(host)).toEqual([`${ALONE}, got ${JSON.stringify(host)}; ${remedy}`]);
});

test.each([
  [
    "rediss://r:6380/2?ssl_cert_reqs=none",
    "write host: r, port: 6380, database: 2 and tls: true, without what follows ?",
  ],
  ["valkeys://r", "write host: r and tls: true"],
])("%s of a broker", (host, remedy) => {
  expect(broker(host)).toEqual([`${ALONE}, got ${JSON.stringify(host)}; ${remedy}`]);
});

test.each(["s1:26379", "sentinel://s1", "redis+sentinel://s1:1", "r1;r2", "r1 r2", "redis://r1:1,r2:2/0"])(
  "%s is no one Redis",
  (host) => {
    expect(broker(host)).toEqual([`expected the address of one server, got ${JSON.stringify(host)}; ${SENTINEL}`]);
  },
);

test("databases with several addresses, sockets, and servers of other kinds", () => {
  expect(database("a,b:5433")).toEqual([
    'expected the address of one server, got "a,b:5433"; write host: and port: of what always leads to the primary, such as a proxy before them',
  ]);
  expect(database("/var/run/postgresql")).toEqual([
    `a socket's file is on one machine alone, got "/var/run/postgresql"; write the server's name or address`,
  ]);
  expect(broker("amqp://mq:5672")).toEqual([
    'tasks go through Redis or Valkey alone, got "amqp://mq:5672"; write the address of one, or leave host: out for a server of our own',
  ]);
  expect(database("mssql://db")).toEqual([
    `Airflow's metadata is kept by Postgres or MySQL alone, got "mssql://db"; write the address of one, or leave host: out for a server of our own`,
  ]);
});

test.each([
  "LOCALHOST",
  "localhost.localdomain",
  "db.localhost",
  "127.1.2.3",
  "0.0.0.0",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::]",
  "[::ffff:127.0.0.1]",
])("%s is the process itself", (host) => {
  expect(database(host)).toEqual([`${JSON.stringify(host)} ${ITSELF}; write ${NEARBY}`]);
});

test("a cloud has no machine of Docker's", () => {
  const host = "broker: { host: host.docker.internal, tls: true }";
  const name = '"host.docker.internal" is a name of Docker on one machine';
  expect(saidOnAws(host)).toEqual([
    `broker.host: ${name}; write the server's name or private address in its VPC, or leave host: out for one of our own`,
  ]);
  expect(saidOnGcp(host)).toEqual([
    `broker.host: ${name}; write the server's name or internal address in its network, or leave host: out for one of our own`,
  ]);
  expect(database("gateway.docker.internal")).toEqual([
    `"gateway.docker.internal" is a name of Docker on one machine; write ${NEARBY}`,
  ]);
});

test("clouds say where servers of theirs are", () => {
  const host = "broker: { host: localhost, tls: true }";
  expect(saidOnAws(host)).toEqual([
    `broker.host: "localhost" ${ITSELF}; write the server's name or private address in its VPC, or leave host: out for one of our own`,
  ]);
  expect(saidOnGcp(host)).toEqual([
    `broker.host: "localhost" ${ITSELF}; write the server's name or internal address in its network, or leave host: out for one of our own`,
  ]);
});

test("a password in it is refused as one, and never shown", () => {
  const lines = [
    ...database("u:hunter2@db:5433"),
    ...broker("redis://:hunter2@r"),
    ...database("postgresql://u:hunter2@a,b/x"),
  ];
  expect(lines.join("\n")).not.toContain("hunter2");
  expect(lines).toHaveLength(3);
});

const git = (text: string, version?: string) =>
  docker("", `dags: { ${text} }`, version).map((one) => one.replace(/^configs\/a\.yaml:\d+:\d+ airflow\.dags\./, ""));
const FORM = "an address such as https://example.com/acme/dags.git";
const SSH_FORM = "an address such as ssh://git@example.com/acme/dags.git";
const HERE = (got: string) =>
  `git: processes do not see repositories on this machine, got ${got}; push it to a server of git and write ${FORM}, or folder: PATH for the files as they lie here`;

test.each([
  [
    "git+ssh://git.example.com/acme/dags",
    `git: expected ${SSH_FORM}, got "git+ssh://git.example.com/acme/dags"; write ssh://git@git.example.com/acme/dags`,
  ],
  [
    "github.com:acme/dags.git",
    `git: expected ${SSH_FORM}, got "github.com:acme/dags.git"; write ssh://git@github.com/acme/dags.git`,
  ],
  [
    "git@gitea:2222/acme/dags.git",
    `git: expected ${SSH_FORM}, got "git@gitea:2222/acme/dags.git"; write ssh://git@gitea:2222/acme/dags.git`,
  ],
  ["ssh://git@gitea", `git: expected ${SSH_FORM}, got "ssh://git@gitea"; write ${SSH_FORM}`],
  [
    "github.com/acme/dags.git",
    `git: expected ${FORM}, got "github.com/acme/dags.git"; write https://github.com/acme/dags.git`,
  ],
  ["gitea:3000/acme/dags", `git: expected ${FORM}, got "gitea:3000/acme/dags"; write https://gitea:3000/acme/dags`],
  ["/srv/git/dags.git", HERE('"/srv/git/dags.git"')],
  ["./dags", HERE('"./dags"')],
  ["../dags.git", HERE('"../dags.git"')],
  ["~/dags", HERE('"~/dags"')],
  ["dags", HERE('"dags"')],
  ["file:///srv/dags.git", HERE('"file:///srv/dags.git"')],
  ["C:\\\\dags", HERE('"C:\\\\dags"')],
  ["gs://acme/dags", 'git: a bucket is no repository, got "gs://acme/dags"; write bucket: in place of git:'],
  ["ftp://a/b", `git: expected ${FORM}, got "ftp://a/b"`],
  ["https://github.com", `git: expected ${FORM}, got "https://github.com", which names no repository`],
  ["https:/a/b", `git: expected ${FORM}, got "https:/a/b", which names no repository`],
  [
    "https://github.com/acme/dags/tree/release/air/dags/",
    "git: expected the address of a repository, got that of a page; write git: https://github.com/acme/dags, ref: release and subdir: air/dags",
  ],
  [
    "https://github.com/acme/dags.git#v2",
    `git: expected ${FORM}, got "https://github.com/acme/dags.git#v2"; write it without what follows #, and ref: v2`,
  ],
])("git: %s", (address, message) => {
  expect(git(`git: "${address}"`)).toEqual([message]);
});

test.each(["https://github.com/acme/dags.git", "HTTP://git:3000/acme/dags", "https://git.example.com/tree/dags/"])(
  "git: %s is a repository, in both releases",
  (address) => {
    expect(git(`git: "${address}", subdir: ./air/dags`)).toEqual([]);
    expect(
      git(`git: "${address}", subdir: ./air/dags`, "2.11.2").filter((one) => /^(git|subdir): expected/.test(one)),
    ).toEqual([]);
  },
);

const INSIDE = "subdir: expected a folder inside the repository, got";
test.each([
  ["/dags/", `${INSIDE} "/dags/"; write subdir: dags`],
  ["air/dags/", `${INSIDE} "air/dags/"; write subdir: air/dags`],
  ["air//dags", `${INSIDE} "air//dags"; write subdir: air/dags`],
  ["..", `${INSIDE} ".."; write it from the repository's root, without ..`],
  ["a/../b", `${INSIDE} "a/../b"; write it from the repository's root, without ..`],
  ["/", `${INSIDE} "/"; leave subdir: out for its root`],
  [".", `${INSIDE} "."; leave subdir: out for its root`],
  ["~/dags", `${INSIDE} "~/dags"; write it from the repository's root`],
])("subdir: %s", (subdir, message) => {
  expect(git(`git: "https://example.com/a/dags.git", subdir: "${subdir}"`)).toEqual([message]);
});
