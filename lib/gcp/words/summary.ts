import type { Statement } from "../../airflow/words/built";
import type { GcpReading } from "../settings/settings";
import { arrival } from "./summary-dags";
import { servers } from "./summary-servers";

/** What this target runs in place of images, on which system, and how soon a change of the DAGs arrives. */
export function summary(stack: string, reading: GcpReading): Statement[] {
  const { os, state } = reading.deployment;
  return [
    ...servers(reading),
    { name: "Changes of DAGs", value: arrival(reading.deployment), path: ["airflow", "dags"] },
    { name: "System", value: `Container-Optimized OS, ${os}`, path: ["os"] },
    {
      name: "Terraform's state",
      value: `bucket ${state.bucket}, folder ${state.prefix ?? `airflow/${stack}`}`,
      path: ["state"],
    },
  ];
}
