import { upgradeFrom } from "../../airflow/rules/upgrade-from";
import type { Finding } from "../../deployment/finding";
import type { AwsReading } from "../settings/settings";

/** The version that the file allows to stop. That it is the one that runs is asked by the plan, see ../upgrade.ts. */
export const upgrade = ({ deployment }: AwsReading): readonly Finding[] =>
  upgradeFrom(deployment, deployment.upgradeFrom, 'restore a backup first ("Upgrades" in docs/aws-ecs.md)');
