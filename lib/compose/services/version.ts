import { resolve } from "node:path";
import { DEFAULT_VERSION, parseVersion, releaseOf, type Version } from "../../airflow/releases/version";
import { type Item, problem } from "../read/item";
import type { Project } from "../read/project";
import type { Source } from "../read/source";
import { entry, type Origin, pairs, type Tree, textOf } from "../read/tree";
import type { Cast } from "./cast";
import { everyone } from "./context";
import { repository } from "./roles";
import type { Service } from "./service";

export type Chosen =
  | {
      readonly ok: true;
      readonly text: string;
      readonly version: Version;
      readonly at: Origin;
      readonly was: string | undefined;
    }
  | { readonly ok: false; readonly problems: readonly Item[] };

/** The last 2.x that is supported here. */
const LAST_2 = "2.11.2";

interface Found {
  readonly at: Origin;
  readonly version: string;
}

/** The one Airflow of a compose file, or the one that `--airflow` asks for. */
export function chooseVersion(project: Project, cast: Cast, source: Source, asked: string | undefined): Chosen {
  const found = everyone(cast).flatMap((service) => versionOf(service, project, source) ?? []);
  const versions = [...new Set(found.map(({ version }) => version))];
  const [first] = found;
  const at = first?.at ?? everyone(cast)[0]?.image?.at ?? project.file;
  if (asked !== undefined)
    return checked(asked, at, versions.length === 1 ? versions[0] : versions.join(" and "), true);
  if (first === undefined) return refuse(at, unknown(cast));
  if (versions.length > 1) {
    const list = versions
      .map((version) => `${version} (line ${found.find((one) => one.version === version)?.at.line})`)
      .join(", ");
    return refuse(
      at,
      `several versions of Airflow: ${list}; all processes run one. Run again with --airflow ${newest(versions)}`,
    );
  }
  return checked(first.version, first.at, first.version, false);
}

const refuse = (at: Origin, text: string): Chosen => ({ ok: false, problems: [problem(at, text)] });

function checked(text: string, at: Origin, was: string | undefined, asked: boolean): Chosen {
  const version = parseVersion(text);
  const what = asked ? `--airflow ${text}` : `Airflow ${text}`;
  if (version === undefined || releaseOf(text) === undefined)
    return refuse(
      at,
      `${what} is not supported; the nearest that is: ${nearest(text)}. ` +
        `Run again with --airflow ${nearest(text)}, and read what Airflow says about the upgrade (docs/import.md)`,
    );
  return { ok: true, text, version, at, was: was === text || was === "" ? undefined : was };
}

const nearest = (text: string): string => (/^[012]\./.test(text) ? LAST_2 : DEFAULT_VERSION);

const newest = (versions: readonly string[]): string =>
  [...versions].sort((a, b) => b.localeCompare(a, "en", { numeric: true }))[0] ?? DEFAULT_VERSION;

function unknown(cast: Cast): string {
  const images = [
    ...new Set(everyone(cast).flatMap(({ image, build }) => image?.text ?? (build === undefined ? [] : "a build"))),
  ];
  return (
    `no image says which Airflow it holds (${images.join(", ") || "no image is named"}). ` +
    `Run again with --airflow VERSION; \`airflow version\` in a running container prints it`
  );
}

const OFFICIAL = /(^|\/)(apache\/airflow|docker-airflow|bitnami\w*\/airflow(-\w+)?)$/;
const TAGGED = /airflow(?:-[a-z]{1,32})?:[\w.-]{0,128}?(\d{1,4}\.\d{1,4}\.\d{1,4})(?![\d.])/;

/** From the tag of an image that is Airflow's; of a build from its arguments or the Dockerfile first. */
function versionOf(service: Service, project: Project, source: Source): Found | undefined {
  const { image, build } = service;
  // The number of somebody's own image is not Airflow's.
  const ofTag = image !== undefined && OFFICIAL.test(repository(image.text)) ? TAGGED.exec(image.text)?.[1] : undefined;
  const ofImage = image === undefined || ofTag === undefined ? undefined : { at: image.at, version: ofTag };
  return (build === undefined ? undefined : ofBuild(build, project, source)) ?? ofImage;
}

function ofBuild(build: Tree, project: Project, source: Source): Found | undefined {
  for (const [name, value] of pairs(entry(build, "args"))) {
    const text = value.kind === "scalar" ? value.text : "";
    const version = name === "AIRFLOW_VERSION" && parseVersion(text) !== undefined ? text : TAGGED.exec(text)?.[1];
    if (version !== undefined) return { at: value.at, version };
  }
  const context = textOf(build) ?? textOf(entry(build, "context")) ?? ".";
  const name = textOf(entry(build, "dockerfile")) ?? "Dockerfile";
  const lines = source.disk.text(resolve(project.folder, context, name))?.match(/^(FROM|ARG)\s.*$/gim) ?? [];
  const found = lines.flatMap(
    (line) => TAGGED.exec(line)?.[1] ?? /AIRFLOW_VERSION=["']?(\d+\.\d+\.\d+)/.exec(line)?.[1] ?? [],
  );
  return found[0] === undefined ? undefined : { at: build.at, version: found[0] };
}
