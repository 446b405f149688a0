// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { homedir } from "node:os";
import { Testing } from "cdktf";
import { PROJECT } from "../support/docker";
import { exampleIn, STACK } from "../support/example";
import { outside, texts } from "../support/stack-text";
import { addresses, inApp, type StackJson, type UploadJson } from "../support/terraform-json";

const synthesized = () =>
  inApp((app) => {
    const stack = exampleIn(app);
    return { tree: Testing.renderConstructTree(stack), text: Testing.synth(stack) };
  });

const { tree, text } = synthesized();
const json = JSON.parse(text) as StackJson;

test("every resource of the example, and why it exists", () => {
  expect(addresses(json)).toEqual(
    [
      // What people and tasks talk to: the UI with the execution API, the scheduler, and what feeds them.
      "docker_container.webserver-1",
      "docker_container.scheduler-1",
      "docker_container.dag-processor",
      "docker_container.triggerer-1",
      // One worker for each pool of the file.
      "docker_container.worker-default-1",
      "docker_container.worker-training-1",
      // Stops each worker before anything that its tasks need is removed.
      "terraform_data.worker-default-1-drained",
      "terraform_data.worker-training-1-drained",
      // Airflow's state, and the tasks that wait.
      "docker_container.metadata-database",
      "docker_container.broker",
      // Brings the database to the release once; the second runs it and fails with it.
      "docker_container.migration",
      "terraform_data.migrated",
      // One image for all of Airflow, one for each store.
      "docker_image.airflow-image",
      "docker_image.metadata-database-image",
      "docker_image.broker-image",
      // What reaches what, and nothing from outside but published ports.
      "docker_network.network",
      // What outlives every container: data, waiting tasks, logs of the tasks.
      "docker_volume.metadata-database-data",
      "docker_volume.broker-data",
      "docker_volume.logs",
      // Passwords of the stores and of the first person.
      "random_password.metadata-database",
      "random_password.broker",
      "random_password.admin",
      // Keys by generation: encryption of connections, web sessions, tokens of tasks.
      "random_bytes.fernet-1",
      "random_password.api-1",
      "random_password.jwt-1",
    ].sort(),
  );
});

test("the tree of constructs", () => {
  expect(tree).toMatchSnapshot();
});

/** Programs by name only: their contents change with every release of ours and are tested where they lie. */
const shortUpload = ({ file, source, ...rest }: UploadJson) =>
  source?.startsWith("assets/") ? `${file} ${rest.permissions}` : { file, ...(source && { source }), ...rest };

test("the whole configuration", () => {
  const containers = Object.entries(json.resource.docker_container).map(([name, container]) => [
    name,
    { ...container, upload: container.upload?.map(shortUpload) },
  ]);
  expect({
    ...json,
    resource: { ...json.resource, docker_container: Object.fromEntries(containers) },
  }).toMatchSnapshot();
});

test("state lies outside cdktf.out, and Terraform must know the arguments that are used", () => {
  expect(json["terraform"]).toMatchObject({
    backend: { local: { path: `../../../state/${STACK}.tfstate` } },
    required_version: ">= 1.11.0",
    required_providers: {
      docker: { source: "kreuzwerker/docker", version: "3.6.2" },
      random: { source: "hashicorp/random", version: "3.7.2" },
    },
  });
});

test("how to get in, and what runs", () => {
  expect(json.output).toEqual({
    admin_password: { value: "${random_password.admin.result}", sensitive: true },
    airflow_image: {
      value: "${coalesce(docker_image.airflow-image.repo_digest, docker_image.airflow-image.image_id)}",
      sensitive: false,
    },
    admin_user: { value: "admin", sensitive: false },
    url: { value: "http://localhost:8080", sensitive: false },
  });
});

const found = (wanted: RegExp, of = (value: string) => value) =>
  texts(json).filter(([, value]) => wanted.test(of(value)));

test("no secret is written out", () => {
  expect(found(/:\/\/[^/\s$]*:[^@/\s$]+@/)).toEqual([]);
  expect(found(/^[A-Z_]*(PASSWORD|TOKEN|SECRET_KEY|FERNET_KEY|_CONN(?!ECT_))[A-Z_]*(?<!_FILE)=/)).toEqual([]);
  const contents = texts(json).filter(([path]) => path.endsWith("/content"));
  expect(contents.length).toBeGreaterThan(8);
  for (const [path, value] of contents)
    for (const line of value.split("\n").filter((line) => /pass|secret|key|conn|backend|broker_url/.test(line)))
      expect([path, line]).toEqual([path, expect.stringContaining("${")]);
});

test("every token is resolved, and every expression is one", () => {
  expect(found(/TfToken|TFTOKEN|\[object |\bundefined\b|\bNaN\b/)).toEqual([]);
  expect(found(/\$\$\{|%%\{/)).toEqual([]);
  const bare = found(/\b(docker|random)_[a-z]+\.[\w-]+|\bterraform_data\./, outside);
  // `depends_on` takes addresses, not expressions.
  expect(bare.filter(([path]) => !path.includes("/depends_on/"))).toEqual([]);
});

test("nothing tells which machine made it", () => {
  const places = [PROJECT, homedir()].filter((place) => place.length > 1 && text.includes(`${place}/`));
  expect(places).toEqual([]);
});

test("a second synthesis is the same to the byte", () => {
  expect(synthesized()).toEqual({ tree, text });
});
