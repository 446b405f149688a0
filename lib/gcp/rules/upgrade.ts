import { upgradeFrom } from "../../airflow/rules/upgrade-from";
import type { Finding } from "../../deployment/finding";
import type { GcpReading } from "../settings/settings";

/** The version that the file allows to stop. That it is the one that runs is asked by the machines. */
export const upgrade = ({ deployment }: GcpReading): readonly Finding[] =>
  upgradeFrom(deployment, deployment.upgradeFrom, 'restore a dump first ("Upgrades" in docs/gcp-vms.md)');
