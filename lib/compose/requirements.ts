import { type Context, everyone, hostPath, settings } from "./context";
import { type Item, left } from "./item";
import { words } from "./words";

/** Files that an entrypoint installs: puckel/docker-airflow's, and the usual copies of it. */
const INSTALLED = /^\/requirements\.txt$/;

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
  const setting = everyone(context.cast)
    .map((service) => settings(service, context).get("_PIP_ADDITIONAL_REQUIREMENTS"))
    .find((found) => found !== undefined && found.text.trim() !== "");
  if (setting === undefined) return { items: [] };
  if (/:\/\/[^/\s]*@/.test(setting.text))
    return {
      items: [
        left(
          setting.at,
          "the packages come from an address with a password; build an image with airflow.image.build.context and secretArgs",
        ),
      ],
    };
  const path = `configs/${context.stack}-requirements.txt`;
  return {
    path: `./${path}`,
    items: [{ kind: "file", path, content: `${lines(setting.text).join("\n")}\n`, from: setting.at }],
  };
}

/** A line for each package; a flag and its value share one. */
function lines(text: string): readonly string[] {
  const found: string[] = [];
  for (const word of words(text)) {
    const before = found.at(-1);
    if (before !== undefined && /^--?[a-z-]+$/.test(before) && !word.startsWith("-"))
      found[found.length - 1] = `${before} ${word}`;
    else found.push(word);
  }
  return found;
}
