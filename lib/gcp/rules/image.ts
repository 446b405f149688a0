import { posix } from "node:path";
import { officialImage } from "../../airflow/derived/images";
import { releaseOf } from "../../airflow/releases/version";
import type { AirflowPart, BuildPart } from "../../deployment/schema/airflow";
import type { Finding } from "../../deployment/words/finding";
import { shellWord } from "../../encode/shell";
import { regionOf } from "../settings/scalars";
import type { GcpFile, GcpReading } from "../settings/settings";

const PATH = ["airflow", "image"];

/** The one image of every process, by its content, and of the program that brings the DAGs. */
export function image({ deployment }: GcpReading): readonly Finding[] {
  return [...reference(deployment), ...gitSync(deployment.airflow, deployment.gitSyncImage)];
}

function reference(deployment: GcpFile): readonly Finding[] {
  const { airflow } = deployment;
  const { image: written, version } = airflow;
  const say = (message: string): readonly Finding[] => [{ path: PATH, message }];
  if (written === undefined) return say(`missing; name one with its digest: ${digestOf(officialImage(version))}`);
  if (typeof written !== "string")
    return say(
      built(
        written.build,
        version,
        `${regionOf(deployment.zone)}-docker.pkg.dev/${deployment.project.replace(":", "/")}`,
      ),
    );
  if (!written.includes("@sha256:"))
    return say(`got ${written}, which may be another image tomorrow; write it with its digest: ${digestOf(written)}`);
  return login(written);
}

/** How a person finds the digest of a tag. */
const digestOf = (tag: string): string =>
  `REPOSITORY@sha256:..., which docker buildx imagetools inspect ${tag} prints as Digest`;

/** Nothing here pushes to Artifact Registry: a person's own build system has the rights for it. */
function built({ context, dockerfile, target, requirements }: BuildPart, version: string, registry: string): string {
  const name = `${registry}/airflow/airflow:1`;
  const made =
    context === undefined ? `with a Dockerfile of FROM ${officialImage(version)} that installs ${requirements}, ` : "";
  const recipe = `${context === undefined || dockerfile === undefined ? "" : `--file ${shellWord(posix.join(context, dockerfile))} `}${target === undefined ? "" : `--target ${target} `}`;
  return (
    `npm run image builds for aws-ecs only; ${made}run docker build --platform linux/amd64 --build-arg AIRFLOW_VERSION=${version} ` +
    `${recipe}-t ${name} ${context === undefined ? "FOLDER" : shellWord(context)}, then docker push ${name}, and write the digest that it prints: ${name.replace(/:1$/, "")}@sha256:...`
  );
}

/** Registries that a machine logs in to with its own identity. */
const OF_GOOGLE = /^([a-z0-9-]+-docker\.pkg\.dev|([a-z]+\.)?gcr\.io)\//;

const login = (reference: string): readonly Finding[] =>
  OF_GOOGLE.test(reference)
    ? []
    : [
        {
          path: PATH,
          kind: "notice",
          message:
            "machines pull it without a login, all from one address; Artifact Registry also takes private images, and has no limit of pulls",
        },
      ];

/** A release without bundles needs a program that keeps the repository current; there is no image of it to guess. */
function gitSync({ dags, version }: AirflowPart, image: string | undefined): readonly Finding[] {
  const needed = dags.git !== undefined && releaseOf(version)?.dagsFromGit === "git-sync";
  if (!needed || image !== undefined) return [];
  return [
    {
      path: ["gitSyncImage"],
      message: `missing: Airflow ${version} cannot read ${dags.git} by itself; write the image of Kubernetes' git-sync, version 4, or use Airflow 3.x`,
    },
  ];
}
