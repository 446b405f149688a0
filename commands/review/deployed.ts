import { join } from "node:path";
import { LARGEST, readText } from "../../lib/deployment/disk/disk";
import { VERSION_LABEL } from "../../lib/docker/names";
import type { Deployed } from "../../lib/review/release";

/**
 * Version of Airflow that this machine's state of a stack has. The state holds secrets: nothing else of it is looked
 * at, and an unreadable one counts as not known.
 * @param version as the file names it: after a deployment that stopped half-way, the other one counts
 */
export function deployedVersion(root: string, stack: string, version: string): Deployed {
  const resources = resourcesOf(join(root, "state", `${stack}.tfstate`));
  if (resources === undefined) return undefined;
  if (resources.length === 0) return "nothing";
  const versions = resources.flatMap(versionsOf);
  const other = versions.find((one) => one !== version) ?? versions[0];
  // Taken down: the data is still there, and which version wrote it is not in the state.
  return other === undefined ? undefined : { version: other };
}

function resourcesOf(file: string): readonly unknown[] | undefined {
  const read = readText(file, LARGEST.state);
  if ("fault" in read) return read.fault.code === "ENOENT" ? [] : undefined;
  const resources = field(parsed(read.text), "resources");
  return Array.isArray(resources) ? resources : undefined;
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const versionsOf = (resource: unknown): string[] =>
  field(resource, "type") !== "docker_container"
    ? []
    : list(field(resource, "instances")).flatMap((instance) =>
        list(field(field(instance, "attributes"), "labels")).flatMap((label) => {
          const value = field(label, "label") === VERSION_LABEL ? field(label, "value") : undefined;
          return typeof value === "string" && value !== "" ? [value] : [];
        }),
      );

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
