import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "../../airflow/files/program";

export type MachineKind = "master" | "worker";

/** A file of the machine, as cloud-init writes it. */
export interface HostFile {
  readonly path: string;
  readonly content: string;
}

/** Where the programs of the machine itself lie. Nothing there can be executed, so that bash is told to read them. */
export const HOST = "/var/lib/airflow-cdktf";
const UNITS = "/etc/systemd/system";
const SOURCE = program("machine");
const DAYS = 7;

const BOTH = ["airflow-agent.service", "airflow-tidy.service", "airflow-tidy.timer"];
const ONLY = {
  master: ["airflow-disk.service"],
  worker: ["airflow-health.socket", "airflow-health@.service"],
} satisfies Record<MachineKind, string[]>;

const read = (...path: string[]): string => readFileSync(join(SOURCE, ...path), "utf8");

/**
 * Programs in bash, the same on all machines, and what they must know of this one.
 * @param logDays how long the machine keeps logs of its own
 */
export const hostFiles = (kind: MachineKind, logDays = DAYS): readonly HostFile[] => [
  { path: `${HOST}/machine.env`, content: `MACHINE=${kind}\nLOG_DAYS=${logDays}\n` },
  ...readdirSync(SOURCE)
    .filter((name) => name.endsWith(".sh"))
    .sort()
    .map((name) => ({ path: `${HOST}/${name}`, content: read(name) })),
];

/** Units of systemd that are there before any document is. */
export const hostUnits = (kind: MachineKind): readonly HostFile[] =>
  [...BOTH, ...ONLY[kind]].sort().map((name) => ({ path: `${UNITS}/${name}`, content: read("units", name) }));

/** What cloud-init runs after it has written them. Waits for nothing: systemd may still be busy with this very boot. */
export const startCommands = (kind: MachineKind): readonly string[] => [
  "systemctl daemon-reload",
  `systemctl start --no-block airflow-agent.service airflow-tidy.timer${kind === "worker" ? " airflow-health.socket" : ""}`,
];
