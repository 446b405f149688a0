import { first } from "../expect";
import type { Fargate } from "./fargate";
import type { Moto } from "./moto";
import { resolved } from "./secrets";
import { service } from "./services";

const VARIABLE = "AIRFLOW_CDKTF_ADMIN_PASSWORD";

/** The password that the migration gives the administrator, read from the secret that its container names. */
export const adminPassword = (moto: Moto, fargate: Fargate, stack: string) => async (): Promise<string> => {
  const { taskDefinition } = await service(moto, stack, "scheduler");
  const { containerDefinitions } = await fargate.describe(taskDefinition);
  const values = await Promise.all(containerDefinitions.map((one) => resolved(moto, one)));
  return first(
    values.flatMap((one) => one[VARIABLE] ?? []),
    `container of the scheduler's task with ${VARIABLE}`,
  );
};
