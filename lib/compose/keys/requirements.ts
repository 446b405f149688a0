import { lookUp } from "../../deployment/look-up";
import { type Item, left } from "../read/item";
import { type Context, everyone, hostPath, settings as settingsOf } from "../services/context";
import { words } from "../write/words";

/** Files that an entrypoint installs: those of puckel/docker-airflow, the usual copies of it, and bitnami. */
export const INSTALLED = /^\/(bitnami\/python\/)?requirements\.txt$/;

/** The requirements.txt that the image is built with, if any. */
export interface Requirements {
  /** As the deployment file writes it. */
  readonly path?: string;
  readonly items: readonly Item[];
}

/** Packages that containers installed when they started: now they are part of the image. */
export function requirements(context: Context): Requirements {
  const mount = everyone(context.cast)
    .flatMap(({ mounts }) => mounts)
    .find(({ target, bind }) => bind && INSTALLED.test(target));
  if (mount?.source !== undefined) return { path: hostPath(mount.source, context), items: [] };
  // All processes run one image: what any of them installed is in it.
  const settings = everyone(context.cast).flatMap((service) => {
    const found = settingsOf(service, context).get("_PIP_ADDITIONAL_REQUIREMENTS");
    return found === undefined || found.text.trim() === "" ? [] : [found];
  });
  const [first] = settings;
  if (first === undefined) return { items: [] };
  const secret = settings.find(({ text }) => /:\/\/[^/\s]*@/.test(text));
  if (secret !== undefined)
    return {
      items: [
        left(
          secret.at,
          "the packages come from an address with a password; build an image with airflow.image.build.context and secretArgs",
        ),
      ],
    };
  const read = settings.map(({ text, at }) => ({ at, ...lines(text) }));
  const content = [...new Set(read.flatMap((one) => one.lines))];
  const items = read.flatMap(({ at, dropped }) =>
    dropped.map((flag) => left(at, `${flag}; ${lookUp(REASONS, flag) ?? FLAG}`)),
  );
  if (content.length === 0) return { items };
  const path = `configs/${context.stack}-requirements.txt`;
  return {
    path: `./${path}`,
    items: [{ kind: "file", path, content: `${content.join("\n")}\n`, from: first.at }, ...items],
  };
}

/** Flags that a requirements file takes, each a line of its own with its value. Source: pip, "Requirements File Format". */
const KEPT =
  /^(-i|--index-url|--extra-index-url|-f|--find-links|--trusted-host|--no-binary|--only-binary|--use-feature)$/;
const ALONE = /^(--no-index|--prefer-binary|--require-hashes|--pre)$/;
/** Flags of the command only, whose next word is their value and no package. */
const VALUED =
  /^(-r|--requirement|-c|--constraint|-e|--editable|-t|--target|--timeout|--retries|--proxy|--cert|--client-cert|--cache-dir|--progress-bar|--platform|--python-version|--implementation|--abi|--root|--prefix|--src|--upgrade-strategy|--log|--exists-action|-C|--config-settings?|--global-option|--report|--build-constraint)$/;

const FLAG = "a flag of pip that a file of requirements does not take; pip's usual way is right for an image";
const FILE = "the path is one of the container; build an image with airflow.image.build.context";
const REASONS: Readonly<Record<string, string>> = {
  "-r": FILE,
  "--requirement": FILE,
  "-e": FILE,
  "--editable": FILE,
  "-c": "packages are installed against the constraints of the release",
  "--constraint": "packages are installed against the constraints of the release",
};

/** A line for each package; a flag and its value share one. */
function lines(text: string): { readonly lines: readonly string[]; readonly dropped: readonly string[] } {
  const found: string[] = [];
  const dropped: string[] = [];
  const all = words(text);
  for (let index = 0; index < all.length; index += 1) {
    const word = all[index] ?? "";
    const [name = "", value] = /^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf("=")), word] : [word];
    const next = value === undefined && (KEPT.test(name) || VALUED.test(name));
    if (next) index += 1;
    if (!word.startsWith("-")) found.push(word);
    else if (KEPT.test(name)) found.push(value ?? `${name} ${all[index] ?? ""}`);
    else if (ALONE.test(name)) found.push(word);
    else dropped.push(name);
  }
  return { lines: found, dropped };
}
