import { dotted } from "../../../lib/deployment/words/problem";
import { dangers } from "../../../lib/gcp/words/dangers";
import { gcpReading } from "../../support/gcp";

const said = (...entries: string[]) =>
  dangers(gcpReading(...entries)).map(({ level, what, path }) => `${level} ${dotted(path)}: ${what}`);
const GROUP = "access: { members: ['group:data@example.com'] }";
const usual = said(GROUP);
/** What these entries add to a usual file. */
const more = (...entries: string[]) => said(GROUP, ...entries).filter((line) => !usual.includes(line));

test("a usual file has what one master, its disk, one machine in a pool and the internet leave open", () => {
  expect(usual).toEqual([
    "notice network: Tasks reach every address on the internet, through Cloud NAT",
    "notice master: There is one master: while it is away, or its zone europe-west3-a, nobody sees the UI and nothing is scheduled; running tasks go on",
    "notice airflow.dags: Code of every DAG reaches the identity of its machine, by the metadata server, and with it the secrets that processes there read: those of the database and of connections among them",
    "notice cloudSql: The database and the queues lie on one disk of one zone: with it, what was written since the last snapshot or dump, up to a day, is lost",
    "notice network: The database and the queues on the master speak without TLS: inside the network only Google's own encryption between machines protects passwords and data",
    "notice workers.main.replicas: Pool main has one machine: while that one changes or is away, tasks of its queues wait",
  ]);
});

test("every one has a remedy", () => {
  expect(dangers(gcpReading("protect: false", "roles: [roles/owner]")).filter(({ remedy }) => remedy === "")).toEqual(
    [],
  );
});

test.each([
  [
    "no protection",
    "protect: false",
    "danger protect: cdktf destroy deletes database, data disk and logs without asking again",
  ],
  [
    "everything in the project",
    "roles: [roles/bigquery.jobUser, roles/owner]",
    "danger roles[1]: Every task may do everything in the project: roles/owner",
  ],
  [
    "every secret, of a pool",
    "workers: { main: { queues: [default], roles: [roles/secretmanager.secretAccessor] } }",
    "danger workers.main.roles[0]: Every task of pool main may read every secret of the project: roles/secretmanager.secretAccessor",
  ],
  [
    "an admin of something",
    "roles: [roles/pubsub.admin]",
    "notice roles[0]: Every task may do all that roles/pubsub.admin allows, everywhere in the project",
  ],
  [
    "Spot",
    "workers: { main: { queues: [default], spot: { tasksMayRestart: true } } }",
    "notice workers.main.spot: Tasks of pool main may be killed at any time, with 30 seconds' notice, and start again",
  ],
  [
    "a domain",
    "access: { domain: airflow.example.com, members: ['group:data@example.com'] }",
    "notice access.domain: Only people of the project's organization pass the login at airflow.example.com: Google's own client lets in nobody else, and a project without an organization nobody at all",
  ],
  [
    "a whole company",
    "access: { members: ['domain:example.com'] }",
    "notice access.members[0]: Everybody of example.com reaches the login page",
  ],
  [
    "nobody in so many words",
    "access: {}",
    "notice access.members: Who reaches the UI is decided by the project's own rights: whoever may open tunnels there, owners among them",
  ],
  [
    "a database in the clear",
    "metadataDatabase: { host: pg.acme, password: { secret: pg } }",
    "notice metadataDatabase: The existing database: passwords and data can be read on the way",
  ],
])("%s", (_, entry, words) => {
  expect(more(entry)).toContain(words);
});

test("a role on something small is no danger", () => {
  expect(more("roles: [roles/bigquery.jobUser]")).toEqual([]);
});

test("workers in one zone go with it, and several zones are enough", () => {
  const of = (keys: string) => more(`workers: { main: { queues: [default], replicas: 3, ${keys} } }`);
  expect(of("machine: e2-standard-4")).toEqual([
    "notice workers.main.zones: The outage of europe-west3-a takes all workers of pool main away",
  ]);
  expect(of("zones: [europe-west3-a, europe-west3-b]")).toEqual([]);
});

test("servers that Google runs leave their own, and Memorystore its password in the state", () => {
  expect(more("cloudSql: { highAvailability: false }", "memorystore: { highAvailability: false }")).toEqual([
    "notice cloudSql.highAvailability: The outage of the database's zone stops Airflow until Google has it back, or somebody restores a backup",
    "notice memorystore.highAvailability: The outage of the broker's zone stops all queues, and tasks that wait there are lost",
    "notice state: Whoever reads the bucket acme-terraform-state reads the broker's password in Terraform's state: Memorystore gives it no other way",
  ]);
  const lines = said(GROUP, "cloudSql: {}", "memorystore: {}");
  expect(lines.filter((line) => /one disk|without TLS/.test(line))).toEqual([]);
});

test("queues alone on the master are told alone", () => {
  expect(more("cloudSql: {}")).toEqual([
    "notice memorystore: The queues lie on one disk of one zone: with it, what was written since the last snapshot, up to a day, is lost",
    "notice network: The queues on the master speak without TLS: inside the network only Google's own encryption between machines protects passwords and data",
  ]);
});

test("the way out of a network that exists is its owner's", () => {
  expect(said(GROUP, "network: { existing: { network: shared, subnet: airflow } }")).not.toContain(usual[0]);
});

test("MySQL of Cloud SQL is checked less than Postgres", () => {
  const managed = ["cloudSql: {}", "network: { serviceRange: 10.20.0.0/20 }"];
  const aboutMysql = (line: string) => line.startsWith("notice metadataDatabase.engine: MySQL's client checks");
  expect(said(...managed, "metadataDatabase: { engine: mysql }").filter(aboutMysql).length).toBe(1);
  expect(said(...managed).filter(aboutMysql)).toEqual([]);
});
