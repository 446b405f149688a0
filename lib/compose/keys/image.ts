import { isAbsolute, relative, resolve } from "node:path";
import { officialImage } from "../../airflow/derived/images";
import { image as imageSchema } from "../../deployment/schema/scalars";
import { AIRFLOW_IMAGE } from "../../deployment/usual";
import { hidden } from "../read/hidden";
import { changed, type Item, left, problem, same, secret, type Written, write } from "../read/item";
import { entriesOf, entry, type Origin, pairs, scalarsOf, type Tree, textOf } from "../read/tree";
import { isBitnami } from "../services/bitnami";
import { type Context, everyone, hostPath, named, running } from "../services/context";
import { repository, tag } from "../services/roles";
import type { Service } from "../services/service";
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

function ofBuild(
  build: Tree,
  services: readonly Service[],
  context: Context,
  file: string | undefined,
): readonly Item[] {
  const folder = textOf(build) ?? textOf(entry(build, "context")) ?? ".";
  if (/^([a-z+]+:\/\/|git@)/.test(folder))
    return [
      problem(
        build.at,
        `the image is built from ${folder.replace(/\/\/[^/@]*@/, "//")}; clone that and write its folder as context`,
      ),
    ];
  const different = services.filter((one) => one.build !== undefined && recipe(one.build) !== recipe(build));
  return [
    write(
      [...PATH, "build", "context"],
      hostPath(folder, context),
      entry(build, "context")?.at ?? (build.kind === "scalar" ? build : (running(context.cast)[0] ?? build)).at,
    ),
    ...(file === undefined ? [] : [write([...PATH, "build", "requirements"], file, build.at)]),
    ...buildArguments(build, context),
    ...dockerfile(build, folder, context),
    ...target(build),
    ...unread(build),
    ...different.map((one) =>
      left(
        one.build?.at ?? one.at,
        `${one.name} is built otherwise; all processes run one image, the one of ${services[0]?.name}`,
      ),
    ),
    ...everyone(context.cast).flatMap(({ image }) =>
      image === undefined ? [] : [changed(image.at, `the image is built and named after the stack, not ${image.text}`)],
    ),
  ];
}

const recipe = (build: Tree): string =>
  scalarsOf(build)
    .map(({ text }) => text.replace(/^\.\/?$/, "."))
    .join("\n");

function buildArguments(build: Tree, context: Context): readonly Item[] {
  return [...pairs(entry(build, "args"))].flatMap(([name, value]) => {
    if (name === "AIRFLOW_VERSION") return [same(value.at)];
    const text = value.kind === "scalar" ? value.text : context.lookup(name);
    const path = [...PATH, "build"];
    if (text !== undefined && hidden(name, text === "" ? "?" : text) === undefined) {
      const plain: Written = text;
      return [write([...path, "args", name], plain, value.at)];
    }
    const { reference, item } = secret(context.stack, name, text, value.at);
    return [
      write([...path, "secretArgs", name], reference, value.at),
      item,
      changed(
        value.at,
        `build argument ${name} is a secret: in the Dockerfile read it with RUN --mount=type=secret,id=${name} from /run/secrets/${name}, not by ARG`,
      ),
    ];
  });
}

function dockerfile(build: Tree, folder: string, context: Context): readonly Item[] {
  const written = entry(build, "dockerfile");
  const text = textOf(written);
  if (written === undefined) return [];
  if (text === undefined || text === "") return [same(written.at)];
  const top = resolve(context.project.folder, folder);
  const inside = relative(top, resolve(top, text));
  if (inside === "Dockerfile") return [same(written.at)];
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside))
    return [
      left(
        written.at,
        `the Dockerfile lies outside of the build's context; move it into that folder and write airflow.image.build.dockerfile`,
      ),
    ];
  return [write([...PATH, "build", "dockerfile"], inside, written.at)];
}

function target(build: Tree): readonly Item[] {
  const written = entry(build, "target");
  const text = textOf(written);
  if (written === undefined) return [];
  return [text === undefined || text === "" ? same(written.at) : write([...PATH, "build", "target"], text, written.at)];
}

const READ: ReadonlySet<string> = new Set(["context", "args", "dockerfile", "target"]);

const unread = (build: Tree): readonly Item[] =>
  entriesOf(build).flatMap(([key, value]) =>
    READ.has(key) ? [] : [left(value.at, `the build has no ${key}; what it needs must stand in the Dockerfile`)],
  );
