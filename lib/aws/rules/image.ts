import { officialImage } from "../../airflow/derived/images";
import { releaseOf } from "../../airflow/releases/version";
import type { Deployment } from "../../deployment/schema/schema";
import type { Finding, Path } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";

/** The one image of every process, and the DAGs in or beside it. */
export const image = ({ deployment: { airflow } }: AwsReading): readonly Finding[] => [
  ...reference(airflow),
  ...dags(airflow),
  ...bucket(airflow),
];

const PATH = ["airflow", "image"];
const BUILD = "write image: { build: ... } and run npm run image";

type Airflow = Deployment["airflow"];

function reference({ image: written, version }: Airflow): readonly Finding[] {
  const say = (path: Path, message: string): Finding => ({ path, message });
  if (written === undefined)
    return [say(PATH, `missing; ${BUILD}, or name a finished one: ${digestOf(officialImage(version))}`)];
  if (typeof written !== "string")
    return Object.entries(written.build.secretArgs)
      .filter(([, { file }]) => file === undefined)
      .map(([name]) =>
        say(
          [...PATH, "build", "secretArgs", name],
          "the image is built on the machine that runs npm run image, not in AWS; write { file: PATH }, outside of git",
        ),
      );
  if (written.includes("@sha256:")) return [];
  return [
    say(PATH, `got ${written}, which may be another image tomorrow; write it with its digest: ${digestOf(written)}`),
  ];
}

/** How a person finds the digest of a tag. */
const digestOf = (tag: string): string =>
  `REPOSITORY@sha256:..., which docker buildx imagetools inspect ${tag} prints as Digest`;

const bucket = ({ dags }: Airflow): readonly Finding[] =>
  dags.bucket === undefined
    ? []
    : [
        {
          path: ["airflow", "dags", "bucket"],
          message: "a bucket is read on gcp-vms only; write git: REPOSITORY, or put the DAGs into the image",
        },
      ];

function dags({ dags: { git }, version }: Airflow): readonly Finding[] {
  if (git === undefined || releaseOf(version)?.dagsFromGit !== "git-sync") return [];
  return [
    {
      path: ["airflow", "dags", "git"],
      message: `Airflow ${version} cannot read a repository by itself, and no program does it here; put the DAGs into the image and write dags: { image: /opt/airflow/dags }, or use Airflow 3.x`,
    },
  ];
}
