import { officialImage } from "../airflow/derived/images";
import { keyscan } from "../airflow/files/known-hosts";
import { sshAddress } from "../airflow/files/repository-address";
import { lookUp } from "../deployment/look-up";
import { LONGEST_TASK } from "../deployment/schema/longest-task";
import type { Answers, DagsAnswer } from "./answers";
import { example, section, text, unwritten } from "./lines";
import { PLACES } from "./places";

/** The `airflow:` section. */
export function airflowLines(answers: Answers): readonly string[] {
  const { target, version, executor, dags, longestTask } = answers;
  return [
    "# What runs.",
    ...section("airflow", [
      `version: ${JSON.stringify(version)}`,
      ...executorLines(executor),
      ...dagsLines(dags, target),
      ...imageOf(answers),
      "# Variables of the environment, connections and the time zone of the schedules:",
      example("environment", "{ STAGE: test }"),
      example("connections", "{ warehouse: { secret: warehouse } }"),
      unwritten("timezone", "utc"),
      ...durationLines(longestTask),
    ]),
  ];
}

const executorLines = (executor: string): readonly string[] =>
  executor === "CeleryExecutor"
    ? []
    : ["# The scheduler runs the tasks itself: no workers and no broker.", `executor: ${text(executor)}`];

function dagsLines(dags: DagsAnswer, target: string): readonly string[] {
  switch (dags.from) {
    case "folder":
      return [
        "# Your DAGs: a folder of this machine that every process sees. An edit needs no deployment.",
        `dags: { folder: ${text(dags.path)} }`,
      ];
    case "image":
      return [
        "# Your DAGs: a folder inside the image. A new DAG is a new image.",
        `dags: { image: ${text(dags.path)} }`,
      ];
    case "git":
      return [
        `# Your DAGs: a repository that is looked at again and again. ${loginWords(dags.url, target)}`,
        ...section("dags", [
          `git: ${text(dags.url)}`,
          dags.ref === "main" ? unwritten("ref", "main") : `ref: ${text(dags.ref)}`,
          example("subdir", "dags"),
          unwritten("every", "60s"),
          sshAddress(dags.url) === undefined
            ? example("credentials", "{ password: { secret: git-token } }")
            : "credentials: { sshKey: { secret: git-key }, knownHosts: { file: ./known_hosts } }",
        ]),
      ];
  }
}

function loginWords(url: string, target: string): string {
  const cloud = lookUp(PLACES, target)?.cloud === true;
  const address = sshAddress(url);
  if (address !== undefined)
    return `It wants a private key as ${cloud ? "secret git-key" : "file secrets/git-key"}, and what ${keyscan(address)} prints as file known_hosts.`;
  return `A private one wants the ${cloud ? "secret git-token, as credentials say it" : "file secrets/git-token"}.`;
}

function imageOf({ target, dags, version, image = "" }: Answers): readonly string[] {
  switch (lookUp(PLACES, target)?.image) {
    case "built":
      return ownImageLines(dags);
    case "named":
      return [
        "# The image of every process, by its digest: `docker buildx imagetools inspect REPOSITORY:TAG` prints it.",
        `image: ${text(image)}`,
      ];
    default:
      return imageLines(dags, version);
  }
}

/** DAGs inside the image need an image of one's own; else only packages are wanted. */
const imageLines = (dags: DagsAnswer, version: string): readonly string[] =>
  dags.from === "image"
    ? [
        "# The official image has none, so yours is named here, with a version; or built from a Dockerfile:",
        example("image", "{ build: { context: ./examples/image } }"),
      ]
    : [
        `# Python packages on top of the official image, ${officialImage(printable(version))}:`,
        example("image", "{ build: { requirements: ./examples/image/requirements.txt } }"),
      ];

/** Every process runs on a machine of the cloud, which takes the image from a registry of this account. */
const ownImageLines = (dags: DagsAnswer): readonly string[] => [
  "# The image of every process: `npm run image` builds it and puts it into a registry of the account. Or a finished one",
  `# by its digest, REPOSITORY@sha256:...${dags.from === "image" ? ". The DAGs lie beside the Dockerfile, which says how they get in" : ""}`,
  dags.from === "image"
    ? "image: { build: { context: ./examples/image } }"
    : "image: { build: { requirements: ./examples/image/requirements.txt } }",
];

const durationLines = (duration: string | undefined): readonly string[] =>
  duration === undefined
    ? [
        "# The longest that a task may run. Unwritten, none is stopped, and a worker that must stop waits 1 h for its tasks.",
        example(LONGEST_TASK, "45m"),
      ]
    : [
        "# The longest that a task may run: Airflow stops it there, and a worker that must stop waits that long.",
        `${LONGEST_TASK}: ${text(duration)}`,
      ];

/** An answer inside a comment stays on its line, whatever was typed. */
const printable = (value: string): string => value.replace(/[^\x20-\x7e]/g, "?");
