import { officialImage } from "../../airflow/derived/images";
import { image as imageSchema } from "../../deployment/schema/scalars";
import { AIRFLOW_IMAGE } from "../../deployment/usual";
import { changed, type Item, left, problem, write } from "../read/item";
import type { Origin } from "../read/tree";
import { isBitnami } from "../services/bitnami";
import { type Context, named, running } from "../services/context";
import { repository, tag } from "../services/roles";
import type { Service } from "../services/service";
import { ofBuild } from "./image-build";
import { requirements } from "./requirements";

const PATH = ["airflow", "image"];

/** The image of all Airflow processes: the official one, another one, or a build. */
export function image(context: Context): readonly Item[] {
  const services = running(context.cast);
  const builds = services.filter(({ build }) => build !== undefined);
  const wanted = requirements(context);
  if (builds[0]?.build !== undefined)
    return [...ofBuild(builds[0].build, builds, context, wanted.path), ...wanted.items];
  const [chosen, ...rest] = mostUsed(services.filter((service) => !isBitnami(service)));
  const at = chosen?.[0]?.image?.at ?? context.project.file;
  const reference = chosen?.[0]?.image?.text;
  return [
    ...rest.flatMap((others) => otherImage(others, reference)),
    ...(reference !== undefined
      ? ofReference(reference, at, context, wanted.path)
      : wanted.path === undefined
        ? []
        : [write([...PATH, "build", "requirements"], wanted.path, at)]),
    ...wanted.items,
  ];
}

/** Services by image, the image of most services first. */
function mostUsed(services: readonly Service[]): readonly (readonly Service[])[] {
  const images = [...new Set(services.flatMap(({ image }) => image?.text ?? []))];
  const groups = images.map((text) => services.filter(({ image }) => image?.text === text));
  return groups.sort((a, b) => b.length - a.length);
}

function otherImage(services: readonly Service[], chosen: string | undefined): readonly Item[] {
  const [one] = services;
  if (one?.image === undefined) return [];
  return [
    left(
      one.image.at,
      `${named(services)} ran ${one.image.text}; all processes run one image, now ${chosen}: build one that has what both need`,
    ),
  ];
}

function ofReference(reference: string, at: Origin, context: Context, file: string | undefined): readonly Item[] {
  const { airflowVersion: version } = context;
  const name = repository(reference).replace(/^(docker\.io|registry-1\.docker\.io)\//, "");
  const official = name === AIRFLOW_IMAGE;
  const builds: readonly Item[] = file === undefined ? [] : [write([...PATH, "build", "requirements"], file, at)];
  if (/(^|\/)docker-airflow$/.test(name))
    return [
      changed(
        at,
        `${reference} became the official image of ${version}; its entrypoint's variables are read as options`,
      ),
      ...builds,
    ];
  if (official && tag(reference) === version) return builds;
  if (official && (tag(reference) === undefined || !tag(reference)?.includes(version)))
    return [changed(at, `${reference} became ${officialImage(version)}`), ...builds];
  // Slim ones have no Celery and no users.
  const slim = official ? /^slim-(.+)$/.exec(tag(reference) ?? "")?.[1] : undefined;
  if (slim !== undefined) {
    const whole = officialImage(slim);
    const said = changed(
      at,
      `${reference} became ${whole}: slim images have no Celery, no users and no database's client`,
    );
    return [...(slim === version ? [] : [write(PATH, whole, at)]), said, ...builds];
  }
  if (file !== undefined)
    return [
      ...builds,
      changed(
        at,
        `the requirements are installed on ${officialImage(version)}, not on ${reference}; to keep that one install them in it and write airflow.image`,
      ),
    ];
  if (!imageSchema().safeParse(reference).success)
    return [
      problem(
        at,
        `image ${reference} names no version; a deployment runs the same image everywhere and again: write a tag other than latest, or a digest`,
      ),
    ];
  const unsure = tag(reference)?.includes(version) !== true;
  return [
    write(PATH, reference, at),
    ...(unsure
      ? [
          changed(
            at,
            `${reference} must hold Airflow ${version}, which its tag does not say; \`docker run --rm --entrypoint airflow ${reference} version\` prints what it holds`,
          ),
        ]
      : []),
  ];
}
