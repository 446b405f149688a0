import { only, reviewOf } from "../../support/reviewed";

const secret = (name: string, ...lines: string[]) => only(reviewOf(...lines).secrets, (one) => one.name === name);
const AIRFLOW = 'airflow: { version: "3.3.2", dags: { folder: ./dags }';
const ALL = ["migration", "webserver", "scheduler", "dag-processor", "triggerer", "worker-default"];

test("workers cannot read the key that signs the tokens of tasks", () => {
  expect(secret("jwt-1").readers).toEqual(["migration", "webserver", "scheduler", "dag-processor", "triggerer"]);
});

test("the database's password is read by all of Airflow and by the database", () => {
  expect([...secret("metadata-database").readers].sort()).toEqual([...ALL, "metadata-database"].sort());
});

test("a secret of the file is named by its reference, at the line that writes it", () => {
  const found = secret("given/crm/password", `${AIRFLOW}, connections: { crm: { secret: crm, key: password } } }`);
  expect(found.source).toBe("password of the JSON file secrets/crm");
  expect(found.readers).toEqual(ALL);
  expect(found.at).toEqual({ file: "configs/acme.yaml", line: 3, path: "airflow.connections.crm" });
});

test("a pool's own secret is read by its workers only", () => {
  const lines =
    "workers: { default: { queues: [default] }, gpu: { queues: [gpu], environment: { TOKEN: { file: ./t } } } }";
  expect(secret("given/./t", lines).readers).toEqual(["worker-gpu"]);
});

test("a secret of the build is read while the image is built", () => {
  const lines = `${AIRFLOW}, image: { build: { context: ., secretArgs: { pip: { secret: pip } } } } }`;
  expect(secret("given/pip", lines).readers).toEqual(["image build"]);
});

test("an env file is one secret", () => {
  const found = secret(".env", `${AIRFLOW}, envFile: .env }`);
  expect(found).toMatchObject({ source: "every line of the file .env", readers: ALL });
});

test("a default password points at its section and says that it is not written", () => {
  expect(secret("admin").at).toEqual({
    file: "configs/acme.yaml",
    line: 2,
    path: "airflow.admin.password",
    unwritten: true,
  });
});
