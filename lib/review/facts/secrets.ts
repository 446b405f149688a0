import type { Hole, Text } from "../../airflow/secrets/secret";
import { lookUp } from "../../deployment/look-up";
import type { SecretReference } from "../../deployment/schema/scalars";
import type { Path } from "../../deployment/words/finding";
import type { Secret } from "../model";
import { at, type Subject } from "./subject";

interface Use {
  readonly hole: Hole;
  readonly reader: string;
}

/** Every secret by its name, with the processes that can read it. */
export function secretsOf(subject: Subject): Secret[] {
  const uses = [...inProcesses(subject), ...served(subject), ...inHelpers(subject), ...inBuild(subject)];
  const names = [...new Set(uses.map(({ hole }) => nameOf(hole)))];
  const named = names.flatMap((name) => {
    const own = uses.filter(({ hole }) => nameOf(hole) === name);
    const [first] = own;
    if (first === undefined) return [];
    const readers = [...new Set(own.map(({ reader }) => reader))];
    const path = placeOf(first.hole, subject);
    const { source, kept } = subject.built.secret(first.hole);
    return [{ name, source, kept, readers, ...(path === undefined ? {} : { at: at(subject, path) }) }];
  });
  return [...named, ...envFile(subject)];
}

/**
 * Ours by their own name; `given/crm-api` or `given/crm-api/password` for what the file refers to, and where the name has
 * slashes itself `given:prod/crm-api#password`.
 */
function nameOf(hole: Hole): string {
  if ("secret" in hole) return hole.secret;
  const { secret, file, key } = hole.given;
  if (secret?.includes("/") === true) return `given:${[secret, ...(key === undefined ? [] : [key])].join("#")}`;
  return ["given", secret ?? file, key].filter((part) => part !== undefined).join("/");
}

const holes = (text: Text): Hole[] => text.filter((part): part is Hole => typeof part !== "string");

function inProcesses({ airflow }: Subject): Use[] {
  const parts = [airflow.composition.migration, ...airflow.services];
  return parts.flatMap(({ name, secret }) =>
    Object.values(secret).flatMap((text) => holes(text).map((hole) => ({ hole, reader: name }))),
  );
}

const everybody = ({ services }: Subject["airflow"]): string[] => ["migration", ...services.map(({ name }) => name)];

/** Connections and variables of the file: every process of Airflow can ask for them. */
function served({ airflow, deployment }: Subject): Use[] {
  const { connections, variables } = deployment.airflow;
  const references = [...Object.values(connections), ...Object.values(variables)].filter(
    (value): value is SecretReference => typeof value !== "string",
  );
  return references.flatMap((given) => everybody(airflow).map((reader) => ({ hole: { given }, reader })));
}

const inHelpers = ({ built }: Subject): Use[] =>
  built.helpers.flatMap(({ name, secrets }) => secrets.map((hole) => ({ hole, reader: name })));

function inBuild({ airflow }: Subject): Use[] {
  const { image } = airflow.composition;
  if ("reference" in image) return [];
  return Object.values(image.build.secretArgs).map((given) => ({ hole: { given }, reader: "image build" }));
}

/** The whole file counts as one secret: its keys are not read before a deployment. */
function envFile(subject: Subject): Secret[] {
  const { envFile } = subject.airflow.composition;
  if (envFile === undefined) return [];
  return [
    {
      name: envFile,
      source: `every line of the file ${envFile}`,
      kept: subject.built.envFile ?? "a file in each reader's container",
      readers: everybody(subject.airflow),
      at: at(subject, ["airflow", "envFile"]),
    },
  ];
}

const OWN: Readonly<Record<string, Path>> = {
  "metadata-database": ["metadataDatabase", "password"],
  broker: ["broker", "password"],
  admin: ["airflow", "admin", "password"],
  flower: ["flower", "password"],
  fernet: ["keys", "fernet"],
  api: ["keys", "api"],
  jwt: ["keys", "jwt"],
};

function placeOf(hole: Hole, { deployment }: Subject): Path | undefined {
  if ("secret" in hole) return lookUp(OWN, hole.secret.replace(/-\d+$/, ""));
  return findReference(deployment, hole.given);
}

/** A reference is one object of the file, so the first place that holds this very object is where it is written. */
function findReference(value: unknown, wanted: SecretReference, path: Path = []): Path | undefined {
  if (value === wanted) return path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inside] of Object.entries(value)) {
    const found = findReference(inside, wanted, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
