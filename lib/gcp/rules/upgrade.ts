import { upgradeFrom } from "../../airflow/rules/upgrade-from";
import type { Finding } from "../../deployment/finding";
import type { GcpReading } from "../settings/reading";

/** The version that the file allows to stop. That it is the one that runs is asked by the machines. */
export const upgrade = ({ deployment, settings: { top } }: GcpReading): readonly Finding[] =>
  upgradeFrom(deployment, top.upgradeFrom, 'restore a dump first ("Upgrades" in docs/gcp-vms.md)');
