import { read, type Words } from "../words";

export const WORDS = {
  name: "import",
  about: "Makes a deployment file of Docker out of a compose file of Airflow, and says what it could not carry over.",
  arguments: [{ name: "COMPOSE-FILE", text: "of docker compose", required: true }],
  flags: {
    name: {
      type: "string",
      value: "NAME",
      text: "the stack's name",
      usual: "the name: of the compose file, or its folder",
    },
    output: { type: "string", short: "o", value: "FILE", text: "where the file goes", usual: "configs/NAME.yaml" },
    airflow: {
      type: "string",
      value: "VERSION",
      text: "the version to run, where the compose file has another one or none",
    },
    "env-file": {
      type: "string",
      value: "FILE",
      multiple: true,
      text: "variables of the compose file",
      usual: "the .env beside it",
    },
    profile: { type: "string", value: "NAME", multiple: true, text: "carries the services of this profile" },
    "write-secrets": {
      type: "boolean",
      default: false,
      text: "writes the secrets of the compose file into secrets/, for you alone, never over a file",
    },
    print: { type: "boolean", default: false, text: "prints the file and writes nothing" },
    force: { type: "boolean", default: false, text: "writes over an existing deployment file" },
  },
  fails: "when nothing was written, because a file is refused or in the way",
  examples: [
    "npm run import -- docker-compose.yml",
    "npm run import -- docker-compose.yml --name prod --write-secrets",
  ],
  page: "docs/import.md",
  surplus: "`docker compose config` prints several compose files as one",
} as const satisfies Words;

/** What the command line says. @throws Error with one line for people */
export const readFlags = (args: readonly string[]) => read(WORDS, args);
