import { compose, refusals } from "./importing";

const at = (place: string, message: string) => [`docker-compose.yml:${place}: ${message}`];
/** Apart, so that it is no template of this language. */
const OPEN = "$" + "{";
const FILE = "docker-compose.yml:1: ";

test.each<[string, string, readonly string[]]>([
  ["nothing", "", [`${FILE}expected a compose file with services: at its top, got no keys`]],
  ["other YAML", "a: 1\nb: 2\n", [`${FILE}expected a compose file with services: at its top, got the keys a, b`]],
  [
    "a deployment file",
    "target: docker\nairflow: {}\n",
    [`${FILE}this is a deployment file already; put it into configs/ as it is`],
  ],
  [
    "a file of Kubernetes",
    "apiVersion: v1\nkind: Pod\n",
    [`${FILE}this is a file of Kubernetes; expected a compose file with services:`],
  ],
  ["no YAML", "services:\n\tweb: {}\n", ["docker-compose.yml:2: a tab indents this line; YAML wants spaces"]],
  [
    "an unknown anchor",
    "services:\n  web:\n    <<: *common\n",
    at("3 services.web.<<", "no anchor &common stands above *common; define it, or write the value out"),
  ],
  [
    "a merge of text",
    "services:\n  web:\n    <<: text\n",
    at("3 services.web.<<", "<< merges sections only; name an anchor of a section, or write the keys out"),
  ],
  [
    "an anchor inside itself",
    "services: &all\n  web: *all\n",
    at("2 services.web", "*all stands inside its own anchor"),
  ],
  [
    "a service without a section",
    "services:\n  web: text\n",
    at("2 services.web", 'expected a section with image: or build: for service "web"'),
  ],
  [
    "nothing of Airflow",
    "services:\n  web: { image: nginx:1 }\n  app: { build: . }\n",
    [
      `${FILE}no service looks like Airflow: none has an image named airflow, a variable AIRFLOW__..., or a command airflow. ` +
        "Looked at: web (nginx:1), app (built here)",
    ],
  ],
  [
    "several versions",
    compose({ workers: { worker: ["command: celery worker", "image: apache/airflow:3.2.0"] } }),
    at(
      "2 x-common.image",
      "several versions of Airflow: 3.3.2 (line 2), 3.2.0 (line 15); all processes run one. Run again with --airflow 3.3.2",
    ),
  ],
  [
    "3.0",
    compose({ image: "apache/airflow:3.0.6" }),
    at(
      "2 x-common.image",
      "Airflow 3.0.6 is not supported; the nearest that is: 3.3.2. Run again with --airflow 3.3.2, and read what Airflow says about the upgrade (docs/import.md)",
    ),
  ],
  [
    "no version",
    compose({ image: "acme/airflow:7" }),
    at(
      "2 x-common.image",
      "no image says which Airflow it holds (acme/airflow:7). Run again with --airflow VERSION; `airflow version` in a running container prints it",
    ),
  ],
  [
    "no worker",
    compose({ workers: {} }),
    [
      `${FILE}CeleryExecutor needs workers, and no service runs \`celery worker\`; add one, name its profile by --profile, or set the executor to LocalExecutor`,
    ],
  ],
  [
    "no scheduler",
    "services:\n  worker:\n    image: apache/airflow:3.3.2\n    command: celery worker\n",
    [
      `${FILE}no service runs \`scheduler\`; name the compose file that has it (a file with workers only becomes a pool in the file of the others)`,
    ],
  ],
  [
    "another executor",
    compose().replace("CeleryExecutor", "KubernetesExecutor"),
    at(
      "4 x-common.environment.AIRFLOW__CORE__EXECUTOR",
      "executor KubernetesExecutor is not supported; write CeleryExecutor with a service that runs `celery worker`, or LocalExecutor, into the compose file",
    ),
  ],
  [
    "two services for one pool",
    compose({ workers: { worker_gpu: ["command: celery worker"], "airflow-worker-gpu": ["command: celery worker"] } }),
    at(
      "15 services.airflow-worker-gpu",
      'services worker_gpu (line 12) and airflow-worker-gpu would both be pool "gpu"; rename one of them in the compose file',
    ),
  ],
  [
    "a queue that cannot be named",
    compose({ workers: { worker: ["command: celery worker -q default,北"] } }),
    at(
      "14 services.worker.command",
      `queue "北" cannot be named here: a queue's name has 1 to 100 characters: letters, digits, '.', '_', '-', ':' and '/'; rename it, in the DAGs too`,
    ),
  ],
  [
    "a variable without a value",
    compose({ environment: [`STAGE: ${OPEN}STAGE}`], image: `apache/airflow:${OPEN}TAG:?no tag}` }),
    [
      "docker-compose.yml:2 x-common.image: variable TAG has no value; write it into .env beside the file, give --env-file FILE, or set it in the shell",
      "docker-compose.yml:5 x-common.environment.STAGE: variable STAGE has no value; write it into .env beside the file, give --env-file FILE, or set it in the shell",
    ],
  ],
  [
    "a dollar sign that compose refuses",
    compose({ environment: [`PRICE: ${OPEN}5}`] }),
    at("5 x-common.environment.PRICE", `"${OPEN}5}" is no variable that compose knows; write $$ for a dollar sign`),
  ],
  [
    "a metadata database that Airflow cannot use",
    compose({ environment: ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: mssql+pyodbc://sa:x@db/airflow"] }),
    at(
      "5 x-common.environment.AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
      "the metadata database is mssql; Airflow runs on Postgres or MySQL",
    ),
  ],
])("%s", (_, text, expected) => {
  expect(refusals(text)).toEqual(expected);
});

test("no such file, or no text", () => {
  expect(refusals(undefined)).toEqual([
    "docker-compose.yml:1: it does not exist; name a compose file: npm run import -- docker-compose.yml",
  ]);
});

test("an image without a version is refused with its line", () => {
  expect(refusals(compose({ image: "acme/airflow:latest" }), { asked: { airflow: "3.3.2" } })).toEqual([
    "docker-compose.yml:2 x-common.image: image acme/airflow:latest names no version; a deployment runs the same image everywhere and again: " +
      "write a tag other than latest, or a digest",
  ]);
});

test("a name that is none", () => {
  expect(refusals(compose(), { asked: { name: "My Stack" } })).toEqual([
    `docker-compose.yml:1: --name: expected 2 to 20 lower-case letters, digits and hyphens, got "My Stack"; write my-stack`,
  ]);
});

test("aliases of aliases do not fill the memory", () => {
  const levels = [..."abcdefghi"].map((name, index, all) =>
    index === 0
      ? `${name}: &${name} [${"x,".repeat(9)}x]`
      : `${name}: &${name} [${`*${all[index - 1]},`.repeat(9)}*${all[index - 1]}]`,
  );
  expect(refusals(`${levels.join("\n")}\nservices: {}\n`).join()).toMatch(/expected a compose file|unfold/);
});
