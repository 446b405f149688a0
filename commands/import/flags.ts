import { parseArgs } from "node:util";
import { understood } from "../flags";

const OPTIONS = {
  name: { type: "string" },
  output: { type: "string", short: "o" },
  airflow: { type: "string" },
  "env-file": { type: "string", multiple: true },
  profile: { type: "string", multiple: true },
  "write-secrets": { type: "boolean", default: false },
  print: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

export const HELP = `npm run import -- COMPOSE-FILE [flags]

Makes a deployment file of Docker out of a compose file of Airflow, and says what it could not carry over.

  --name NAME        the stack's name; without it the name: of the compose file, or its folder
  --output FILE      without it configs/NAME.yaml
  --airflow VERSION  the version to run, where the compose file has another one or none
  --env-file FILE    variables of the compose file, instead of the .env beside it; may be repeated
  --profile NAME     carries the services of this profile; may be repeated
  --write-secrets    writes the secrets of the compose file into secrets/, for you alone, never over a file
  --print            prints the file and writes nothing
  --force            writes over an existing deployment file`;

/** What the command line says. @throws Error with one line for people */
export const readFlags = (args: readonly string[]) =>
  understood(OPTIONS, () => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
