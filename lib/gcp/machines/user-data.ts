import { readFileSync } from "node:fs";
import { ownFolder } from "../../airflow/files/files";
import { program } from "../../airflow/files/program";
import type { ProxyPart } from "../../deployment/schema/proxy";
import { DAY_SECONDS } from "../../deployment/usual";
import { yaml } from "../../encode/yaml";
import { engineProxy } from "./engine-proxy";
import { type HostFile, hostFiles, hostUnits, type MachineKind, startCommands } from "./host-files";

/** Programs that prepare a machine before any container of Airflow runs. */
const PROGRAMS = "/var/lib/airflow-cdktf/python";

/**
 * What cloud-init does at every boot: it writes this program's own scripts and units, and starts them. The same for all
 * machines of a kind; what a machine runs is in its document. Read by a shell of Container-Optimized OS, which keeps
 * /etc in memory only.
 * @param logs seconds for which the machine keeps logs of its own
 */
export function userData(kind: MachineKind, logs: number, proxy: ProxyPart | undefined): string {
  const files = [...hostFiles(kind, logs / DAY_SECONDS), ...hostUnits(kind), engineProxy(proxy), ...programs()];
  return `#cloud-config\n${yaml({
    write_files: files.map(({ path, content }) => ({ path, owner: "root:root", permissions: "0644", content })),
    runcmd: startCommands(kind),
  })}`;
}

const programs = (): HostFile[] =>
  ownFolder(program("machine", "python"), PROGRAMS).map(({ source, target }) => ({
    path: target,
    content: readFileSync(source, "utf8"),
  }));
