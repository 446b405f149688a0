import type { Workload } from "../../airflow/workloads/service";
import type { Container } from "./container";
import { airflowContainer, type Surroundings } from "./process";

/**
 * The one-shot before the scheduler, in the scheduler's own task: ECS has no run-once that Terraform waits for. The
 * scheduler's service is deployed first and waited for; when the migration fails its task ends, the deployment is
 * stopped by the circuit breaker, and nothing else of the new release starts. It runs again with each start of a
 * scheduler, which on a migrated database changes nothing.
 */
export const migration = (part: Workload, around: Surroundings): Container =>
  airflowContainer("migration", part, around, { essential: false });
