import { wrong } from "./reading";

const NAME =
  "expected a name of 2 to 20 characters: lower-case letters, digits and single hyphens, first a letter, last no hyphen";
const SECRET = "a secret is never written into this file: write { secret: NAME } or { file: PATH }";
const REFERENCE = "repository:TAG or repository@sha256:DIGEST";
const LATEST = `expected an image with a version, never \`latest\`: ${REFERENCE}`;

describe("shape", () => {
  test.each<[string, string[], string[]]>([
    ["nearest key at the top", ["wrkers: {}"], ['4:1 unknown key "wrkers"; did you mean "workers"?']],
    [
      "nearest key of that place, written in another style",
      ["  max_task_duration: 1h"],
      ['4:3 airflow: unknown key "max_task_duration"; did you mean "maxTaskDuration"?'],
    ],
    [
      "nearest key of a pool",
      ["workers:", "  gpu: { qeues: [gpu] }"],
      ['5:10 workers.gpu: unknown key "qeues"; did you mean "queues"?'],
    ],
    [
      "a key that is near to none",
      ["keys: { colour: red }"],
      ['4:9 keys: unknown key "colour"; known: fernet, api, jwt'],
    ],
    [
      "number as text",
      ["webserver: { port: 08080 }"],
      ['4:20 webserver.port: expected a whole number, got "08080"; write 8080'],
    ],
    [
      "quoted number",
      ['webserver: { port: "8080" }'],
      ['4:20 webserver.port: expected a whole number, got "8080"; write 8080'],
    ],
    [
      "number outside its bounds",
      ["webserver: { port: 80800 }"],
      ["4:20 webserver.port: expected 1 to 65535, got 80800"],
    ],
    ["cores", ["scheduler: { cpu: 0 }"], ["4:19 scheduler.cpu: expected more than 0, got 0"]],
    [
      "boolean as text",
      ["broker: { tls: True }"],
      ['4:16 broker.tls: expected true, false or { ca: PATH }, got "True"; write true'],
    ],
    [
      "one of several words",
      ["  executor: Celery"],
      ['4:13 airflow.executor: expected "CeleryExecutor" or "LocalExecutor", got "Celery"'],
    ],
    ["text for a section", ["webserver: fast"], ['4:12 webserver: expected a section, got "fast"']],
    ["nothing for a section", ["webserver:"], ["4:1 webserver: expected a section, got nothing"]],
    ["a list for text", ["  timezone: [utc]"], ["4:3 airflow.timezone: expected text, got a list"]],
    [
      "duration",
      ["  maxTaskDuration: 90"],
      ["4:20 airflow.maxTaskDuration: expected a duration such as 90s, 15m, 1h or 2d, got 90"],
    ],
    [
      "memory",
      ["scheduler: { memory: 2G }"],
      ['4:22 scheduler.memory: expected an amount of memory such as 512MiB or 2GiB, got "2G"'],
    ],
    [
      "address",
      ["webserver: { baseUrl: here }"],
      ['4:23 webserver.baseUrl: expected an address that begins with http:// or https://, got "here"'],
    ],
    ["one form of two", ["flower: yes"], ['4:9 flower: expected false or a section, got "yes"']],
    ["inside the form that fits", ["flower: { prt: 1 }"], ['4:11 flower: unknown key "prt"; did you mean "port"?']],
    [
      "host address",
      ["docker: { bindAddress: localhost }"],
      ['4:24 docker.bindAddress: expected an IPv4 address such as 127.0.0.1, got "localhost"'],
    ],
    ["empty list", ["keys: { fernet: [] }"], ["4:9 keys.fernet: expected at least 1 item, got an empty list"]],
    [
      "a rule over a section",
      ["  dags: { folder: x, git: y }"],
      ["4:3 airflow.dags: expected exactly one of folder:, git:, bucket: or image:, got { folder, git }"],
    ],
    [
      "variable's name",
      ["  environment: { A-B: 1 }"],
      ["4:18 airflow.environment: expected a variable's name: letters, digits and '_', first no digit, got \"A-B\""],
    ],
  ])("%s", (_, lines, expected) => {
    expect(wrong(...lines)).toEqual(expected);
  });

  test.each<[string, string[], string[]]>([
    ["no webserver", ["webserver: { replicas: 0 }"], ["4:24 webserver.replicas: expected 1 to 1000, got 0"]],
    [
      "replicas as text",
      ['scheduler: { replicas: "3" }'],
      ['4:24 scheduler.replicas: expected a number, or { min: 2, max: 10 }, got "3"; write 3'],
    ],
    ["half a replica", ["scheduler: { replicas: 2.5 }"], ["4:24 scheduler.replicas: expected a whole number, got 2.5"]],
    [
      "a range upside down",
      ["scheduler: { replicas: { min: 3, max: 1 } }"],
      ["4:14 scheduler.replicas: expected min not above max, got { min: 3, max: 1 }"],
    ],
    [
      "no slots",
      ["workers: { aa: { queues: [qq], concurrency: 0 } }"],
      ["4:45 workers.aa.concurrency: expected 1 to 1000, got 0"],
    ],
    [
      "pool without queue",
      ["workers: { aa: { queues: [] } }"],
      ["4:18 workers.aa.queues: expected at least one queue, got an empty list"],
    ],
  ])("replicas, slots and queues: %s", (_, lines, expected) => {
    expect(wrong(...lines)).toEqual(expected);
  });

  test.each<[string, string, string]>([
    ["latest", "apache/airflow:latest", `${LATEST}, got "apache/airflow:latest"`],
    ["no tag", "apache/airflow", `${LATEST}, got "apache/airflow"`],
    ["no image", "https://example.com", `expected an image reference: ${REFERENCE}, got "https://example.com"`],
  ])("image: %s", (_, image, expected) => {
    expect(wrong(`  image: ${image}`)).toContain(`4:10 airflow.image: ${expected}`);
  });

  test.each<[string, string[], string[]]>([
    [
      "pools",
      ["workers:", "  GPU_1: { queues: [qq] }", "  x: { queues: [qq] }"],
      [`5:3 workers: ${NAME}, got "GPU_1"; write gpu-1`, `6:3 workers: ${NAME}, got "x"`],
    ],
    [
      "queues",
      ['workers: { aa: { queues: ["etl main"] } }'],
      [
        `4:27 workers.aa.queues[0]: expected a queue name of 1 to 100 characters: letters, digits, '.', '_', '-', ':' and '/', got "etl main"`,
      ],
    ],
    [
      "queues equal after normalisation, over all pools",
      ["workers:", "  aa: { queues: [re.port] }", "  bb: { queues: [re-port] }"],
      [
        `6:18 workers.bb.queues[0]: queue "re-port" and "re.port" of workers.aa.queues[0] are equal where names are short ('_', '.' and '-' count as one); write one of them everywhere, or choose another name`,
      ],
    ],
    [
      "a queue twice",
      ["workers: { aa: { queues: [qq, qq] } }"],
      ['4:31 workers.aa.queues[1]: queue "qq" is written twice in this pool'],
    ],
    [
      "a pool with the name of another's first worker",
      ["workers:", "  aa: { queues: [qq] }", "  aa-1: { queues: [qq] }"],
      ['6:3 workers.aa-1: worker 1 of pool "aa" is named worker-aa-1 as well; choose a name that is not "aa-NUMBER"'],
    ],
  ])("names: %s", (_, lines, expected) => {
    expect(wrong(...lines)).toEqual(expected);
  });
});

describe("secrets", () => {
  test.each<[string, string[], string[]]>([
    ["plain text", ["  admin: { password: hunter2 }"], [`4:22 airflow.admin.password: ${SECRET}`]],
    [
      "an address with a password",
      ['  connections: { db: "mysql://u:hunter2@h" }'],
      [`4:22 airflow.connections.db: ${SECRET}`],
    ],
    ["a number", ["metadataDatabase: { password: 271828 }"], [`4:31 metadataDatabase.password: ${SECRET}`]],
    [
      "in place of the secret's name",
      ["broker: { password: { secret: hunter2! } }"],
      [
        "4:31 broker.password.secret: expected a secret's name: letters, digits and / _ + = . @ : -, as the target's store writes it",
      ],
    ],
    [
      "under a key of one's own",
      ["broker: { password: { value: hunter2 } }"],
      [
        "4:11 broker.password: expected either secret: NAME or file: PATH, got { value }",
        '4:23 broker.password: unknown key "value"; known: secret, key, file',
      ],
    ],
    [
      "in a section's place",
      ["broker: redis://:hunter2@host/0"],
      ["4:9 broker: expected a section, got a text that may be a secret and is not shown"],
    ],
    [
      "where text would do",
      ["  variables: { a: [hunter2] }"],
      [
        "4:16 airflow.variables.a: expected text, or { secret: NAME } or { file: PATH }, or { plain: TEXT, because: REASON }, got a list",
      ],
    ],
  ])("%s is refused and never shown", (_, lines, expected) => {
    const found = wrong(...lines);
    expect(found).toEqual(expected);
    expect(found.join()).not.toMatch(/hunter2|271828/);
  });
});
