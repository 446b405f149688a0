import { readDeployment } from "../../lib/deployment/file/read";
import { line } from "../../lib/deployment/words/problem";
import { targets } from "../../stacks/targets";
import { fileOf as onAws } from "../aws/said";
import { fileOf as onGcp } from "../gcp/said";

/** What a person gets to read of one file. */
function problems(text: string): readonly string[] {
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  return result.ok ? [] : result.problems.map(line);
}

const docker = (workers: string, more = "") => `target: docker
airflow: { version: "3.3.2", dags: { folder: ./examples/dags }${more} }
workers: ${workers}
`;

function queuesOf(text: string): unknown {
  const result = readDeployment({ path: "configs/a.yaml", text }, targets);
  return result.ok
    ? Object.fromEntries(Object.entries(result.deployment.workers).map(([name, { queues }]) => [name, queues]))
    : result.problems.map(line);
}

describe("queues", () => {
  test("that DAGs in production have are taken as they are", () => {
    expect(
      queuesOf(docker("{ default: { queues: [default] }, gpu: { queues: [GPU, data-science-training-gpu] } }")),
    ).toEqual({ default: ["default"], gpu: ["GPU", "data-science-training-gpu"] });
  });

  test("of all characters, one character, a hundred, and digits without quotes", () => {
    const long = "Q".repeat(100);
    expect(
      queuesOf(
        docker(
          `{ main: { queues: [default, "team-a/etl:gpu.v2", x, 2024, 010, 1.10, -gpu, "-", /, ${long}, Default] } }`,
        ),
      ),
    ).toEqual({
      main: ["default", "team-a/etl:gpu.v2", "x", "2024", "010", "1.10", "-gpu", "-", "/", long, "Default"],
    });
  });

  const FORM = "expected a queue name of 1 to 100 characters: letters, digits, '.', '_', '-', ':' and '/'";
  test.each([
    ['"etl main"', `, got "etl main"`],
    ['"a,b"', `, got "a,b"`],
    ["日次", `, got "日次"`],
    ["q".repeat(101), `, got "${"q".repeat(60)}..."`],
    ['""', `, got ""`],
    ["true", ", got true"],
    ["null", ", got nothing"],
  ])("%s is refused", (name, got) => {
    expect(problems(docker(`{ main: { queues: [${name}] } }`))).toEqual([
      `configs/a.yaml:3:29 workers.main.queues[0]: ${FORM}${got}`,
    ]);
  });

  test("that the broker has for itself", () => {
    const wrong = (name: string, who: string) => `"${name}" is no name for a queue: ${who}; choose another one`;
    expect(
      problems(
        docker("{ main: { queues: [default, unacked, _kombu.binding.x, celeryev, airflow-cdktf.consumers.default] } }"),
      ).map((one) => one.replace(/^\S+ workers\.main\./, "")),
    ).toEqual([
      `queues[1]: ${wrong("unacked", "Celery's client keeps the messages there that a worker has taken")}`,
      `queues[2]: ${wrong("_kombu.binding.x", "Celery's client keeps its own lists under such names")}`,
      `queues[3]: ${wrong("celeryev", "Celery's workers send their events there")}`,
      `queues[4]: ${wrong("airflow-cdktf.consumers.default", "this program keeps there which workers consume what")}`,
    ]);
  });

  test("that are one where names are short, with both places", () => {
    expect(problems(docker("{ main: { queues: [default, etl_main] }, b2: { queues: [etl.main] } }"))).toEqual([
      `configs/a.yaml:3:66 workers.b2.queues[0]: queue "etl.main" and "etl_main" of workers.main.queues[1] are equal where names are short ('_', '.' and '-' count as one); write one of them everywhere, or choose another name`,
    ]);
  });

  test("of the option for tasks that name none", () => {
    const file = (name: string) =>
      docker("{ main: { queues: [Etl_Main] } }", `, options: { operators: { default_queue: ${name} } }`);
    expect(problems(file("Etl_Main"))).toEqual([]);
    expect(problems(file('"etl main"')).map((one) => one.replace(/^\S+ /, ""))).toEqual([
      `airflow.options.operators.default_queue: ${FORM}: no pool can consume another one`,
    ]);
  });
});

describe("secrets of AWS", () => {
  const warehouse = (secret: string) =>
    onAws(
      `airflow: { version: "3.3.2", image: "acme/airflow@sha256:${"4f".repeat(32)}", connections: { warehouse: { secret: "${secret}" } } }`,
    );
  const said = (secret: string) => problems(warehouse(secret)).map((one) => one.replace(/^\S+ /, ""));
  const ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";
  const PLACE = "airflow.connections.warehouse.secret:";

  test.each([
    "prod/airflow/warehouse",
    "/prod/airflow/warehouse",
    "rds!db-1a2b".replace("!", "+"),
    "team@acme.com=x",
    `${ARN}prod/airflow/warehouse-AbCdEf`,
    `${ARN}prod/airflow/warehouse`,
    "arn:aws:secretsmanager:eu-central-1:210987654321:secret:shared/warehouse-AbCdEf",
  ])("%s is taken", (secret) => {
    expect(said(secret)).toEqual([]);
  });

  test.each([
    [
      `${ARN}prod/db-AbCdEf:password::`,
      "goes on behind the secret; write the ARN up to its six last characters, the JSON key beside it as key: KEY, and no stage or version: each deployment takes the current one",
    ],
    [
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf",
      "a secret of region us-east-1; have it copied to eu-central-1, where this file deploys, by aws secretsmanager replicate-secret-to-regions, and write the copy's ARN",
    ],
    [
      "arn:aws:secretsmanager:eu-central-1:210987654321:secret:shared/warehouse",
      "a secret of account 210987654321, which is found by its whole ARN only, with the six characters that AWS added; aws secretsmanager describe-secret --secret-id NAME --query ARN --output text, run in that account, prints it",
    ],
    [
      "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db-AbCdEf",
      "begins with arn:aws-cn, and in region eu-central-1 ARNs begin with arn:aws; write that",
    ],
    [
      "arn:aws:ssm:eu-central-1:123456789012:parameter/prod/db",
      "is a parameter of Systems Manager; keep the value as a secret of Secrets Manager, and write its name",
    ],
    [
      "arn:aws:secretsmanager:eu-central-1:123456789012:prod/db",
      "expected the ARN of a secret: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX",
    ],
    ["a:b", "expected a secret's name, at most 512 letters, digits and / _ + = . @ -, or its ARN"],
    ["a".repeat(513), "expected a secret's name, at most 512 letters, digits and / _ + = . @ -, or its ARN"],
  ])("%s is refused", (secret, message) => {
    expect(said(secret)).toEqual([`${PLACE} ${message}`]);
  });

  test("a variable that is called secret is none", () => {
    expect(
      problems(
        onAws(
          `airflow: { version: "3.3.2", image: "acme/airflow@sha256:${"4f".repeat(32)}", variables: { secret: { plain: "a b:c", because: "a title" } } }`,
        ),
      ),
    ).toEqual([]);
  });
});

describe("secrets of Google", () => {
  const said = (secret: string) =>
    problems(
      onGcp(
        `airflow: { version: "3.3.2", image: "europe-west3-docker.pkg.dev/a/b/c@sha256:${"0".repeat(64)}", connections: { warehouse: { secret: "${secret}" } } }`,
      ),
    ).map((one) => one.replace(/^\S+ /, ""));

  test.each([
    "warehouse",
    "9_warehouse",
    "projects/acme-data/secrets/warehouse",
    "projects/acme-shared/secrets/warehouse",
    "projects/123456789/secrets/warehouse/versions/latest",
  ])("%s is taken", (secret) => {
    expect(said(secret)).toEqual([]);
  });

  const NAME =
    "expected a secret's name in the project, at most 255 letters, digits, '_' and '-', or projects/PROJECT/secrets/NAME";
  test.each([
    [
      "projects/acme-shared/secrets/warehouse/versions/5",
      "names one version; leave out /versions/...: each deployment takes the newest one and keeps to it. To have an older value back, add it as a new version",
    ],
    [
      "projects/acme-shared/locations/europe-west3/secrets/warehouse",
      "a secret of one region, which machines do not ask for; keep the value as a secret of the project, and write its name",
    ],
    ["prod/airflow/warehouse", NAME],
    ["a.b", NAME],
  ])("%s is refused", (secret, message) => {
    expect(said(secret)).toEqual([`airflow.connections.warehouse.secret: ${message}`]);
  });
});

test("on Docker a secret's name is a file's", () => {
  expect(problems(docker("{ main: { queues: [default] } }", ", connections: { a: { secret: prod/db } }"))).toEqual([
    "configs/a.yaml:2:93 airflow.connections.a.secret: expected a secret's name, here that of a file below secrets/: letters, digits, '_' and '-', first a letter; of a file elsewhere write { file: PATH }",
  ]);
});
