import { Airflow } from "../../lib/airflow/workloads/airflow";
import { AwsPlatform } from "../../lib/aws/platform";
import { awsReading, awsStack, STACK } from "../support/aws";
import { containerOf, variablesOf } from "../support/aws-containers";
import { airflow, deployed } from "../support/aws-deployed";
import { PROJECT } from "../support/docker";

const json = deployed();

/** What the platform tells Airflow and the stack. */
function told<Value>(tell: (platform: AwsPlatform) => Value, ...entries: readonly string[]): Value {
  const values: Value[] = [];
  awsStack((stack) => {
    const reading = awsReading(...entries);
    const platform = new AwsPlatform(stack, "account", { stack: STACK, root: PROJECT, ...reading });
    new Airflow(stack, "airflow", { deployment: reading.deployment, platform, root: PROJECT });
    values.push(tell(platform));
  });
  const [only] = values;
  if (only === undefined) throw new Error("nothing was told");
  return only;
}

test("processes find the webserver by its name in the private domain", () => {
  const { AIRFLOW__CORE__EXECUTION_API_SERVER_URL: url } = variablesOf(containerOf(json, "worker-main", "airflow"));
  expect(url).toBe("http://webserver.acme.internal:8080/execution/");
});

test("the review shows an address, never an expression", () => {
  const { host, port, shownAs } = told((platform) => platform.address("webserver", 8080));
  expect([host, port, shownAs]).toEqual(["webserver.acme.internal", "8080", "webserver.acme.internal"]);
});

test("a worker drains for two days at most", () => {
  expect(told((platform) => platform.limits)).toEqual({
    drainSeconds: 48 * 3600,
    hostFiles: false,
    diskSurvives: false,
    replaceSeconds: 180,
  });
});

test("a database and a broker of one's own are made, existing ones are not", () => {
  const stores = (of: typeof json) =>
    ["aws_db_instance", "aws_elasticache_replication_group"].map((type) => of.resource[type] !== undefined);
  const existing = deployed(
    "metadataDatabase: { host: db.example.com, password: { secret: db }, tls: true }",
    "broker: { host: redis.example.com, password: { secret: redis }, tls: true }",
  );
  expect([stores(json), stores(existing)]).toEqual([
    [true, true],
    [false, false],
  ]);
});

test("a network of one's own says what it refuses, an existing one is its owner's", () => {
  const subnets = "subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719";
  const existing = deployed(
    `network: { vpc: vpc-0a1b2c3d4e5f60718, privateSubnets: [${subnets}], publicSubnets: [${subnets}] }`,
  );
  expect([json.resource["aws_flow_log"], existing.resource["aws_flow_log"]]).toEqual([expect.anything(), undefined]);
});

test("plain variables of the file reach every process", () => {
  const more = deployed(airflow("variables: { region: eu-central }"));
  for (const name of ["webserver", "worker-main"])
    expect(variablesOf(containerOf(more, name, "airflow"))).toMatchObject({ AIRFLOW_VAR_REGION: "eu-central" });
});

test("a password is read by a command, of the generated secret or of the file's own", () => {
  const command = told((platform) => platform.readCommand(undefined, "admin"));
  expect(command).toMatch(/^aws secretsmanager get-secret-value --region eu-central-1 --secret-id /);
  expect(command).toMatch(/ --query SecretString --output text$/);
});
