import { LARGEST, readBytes, readText } from "../../deployment/disk/disk";
import type { Fault } from "../../deployment/disk/fault";
import type { Deployment } from "../../deployment/schema/schema";
import { withoutEndSlashes } from "../../deployment/slashes";
import type { Finding, Path } from "../../deployment/words/finding";
import { dockerfileFindings } from "./dockerfile";
import { located } from "./files";
import { keyscan, unfit as unfitHosts } from "./known-hosts";
import { plugins } from "./plugins";
import { hostShown, sshAddress } from "./repository-address";

/**
 * Files that synth itself copies into its output must be there and be what they should; all others (DAGs, mounts, secrets)
 * are read by Terraform or the engine, on the machine that deploys.
 * @param root the project's folder
 */
export function unfit(deployment: Deployment, root: string): readonly Finding[] {
  const { airflow, metadataDatabase, broker } = deployment;
  const { files, dags } = airflow;
  const single = (["webserverConfig", "localSettings"] as const).flatMap((key) =>
    file(["airflow", "files", key], files[key], root, `leave ${key}: out`),
  );
  return [
    ...(files.plugins === undefined ? [] : folder(["airflow", "files", "plugins"], files.plugins, root)),
    ...single,
    ...authority("metadataDatabase", metadataDatabase.tls, root),
    ...authority("broker", broker.tls, root),
    ...knownHosts(dags, root),
    ...dockerfileFindings(deployment, root),
  ];
}

function file(place: Path, path: string | undefined, root: string, instead: string): Finding[] {
  if (path === undefined) return [];
  const read = readBytes(located(root, path), LARGEST.delivered);
  return "fault" in read ? [{ path: place, message: `${path} ${words(read.fault)}, or ${instead}` }] : [];
}

function authority(server: "metadataDatabase" | "broker", tls: Deployment["broker"]["tls"], root: string): Finding[] {
  if (typeof tls === "boolean") return [];
  const { ca: path } = tls;
  const read = readText(located(root, path), LARGEST.delivered);
  if (!("fault" in read)) return [];
  const { says, mend, code } = read.fault;
  const better = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "write it in PEM" : mend;
  return [
    {
      path: [server, "tls", "ca"],
      message: `${path} ${says}: ${better}, or write tls: true, where the image knows the authority`,
    },
  ];
}

/** The keys of the repository's host. */
function knownHosts({ git = "", credentials }: Deployment["airflow"]["dags"], root: string): Finding[] {
  const address = sshAddress(git);
  const given = credentials?.knownHosts;
  if (address === undefined || given === undefined || typeof given === "string") return [];
  const host = hostShown(address);
  const read = readText(located(root, given.file));
  const wrong =
    "text" in read
      ? unfitHosts(read.text, address, host)
      : `${words(read.fault)}, or write what ${keyscan({ ...address, host })} prints`;
  if (wrong === undefined) return [];
  const path = ["airflow", "dags", "credentials", "knownHosts", "file"];
  return [{ path, message: "text" in read ? `${given.file}: ${wrong}` : `${given.file} ${wrong}` }];
}

/** So many of one folder are said by name. */
const NAMED = 10;

function folder(place: Path, path: string, root: string): Finding[] {
  const { refused } = plugins(located(root, path));
  const more = refused.length - NAMED;
  return [
    ...refused.slice(0, NAMED).map(({ path: inside, fault }) => ({
      path: place,
      message: `${inside === "" ? path : `${withoutEndSlashes(path)}/${inside}`} ${words(fault)}${inside === "" ? ", or leave plugins: out" : ""}`,
    })),
    ...(more > 0 ? [{ path: place, message: `${more} more below ${path} cannot be delivered either` }] : []),
  ];
}

const words = ({ says, mend }: Omit<Fault, "code">): string => `${says}: ${mend}`;
