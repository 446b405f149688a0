import { isAbsolute, relative, resolve } from "node:path";
import { hidden } from "../read/hidden";
import { changed, type Item, left, problem, same, secret, type Written, write } from "../read/item";
import { entriesOf, entry, pairs, scalarsOf, type Tree, textOf } from "../read/tree";
import { type Context, everyone, hostPath, running } from "../services/context";
import type { Service } from "../services/service";

const PATH = ["airflow", "image"];

/** The image that the compose file builds. `file`: packages that it installs at the start, for the build instead. */
export function ofBuild(
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
