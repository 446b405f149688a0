import { z } from "zod";
import type { Limits } from "../../../lib/airflow/endpoint";
import type { Release } from "../../../lib/airflow/releases/release";
import { releaseOf } from "../../../lib/airflow/releases/version";
import { workerPool } from "../../../lib/deployment/schema/processes";
import { type Deployment, fileOf } from "../../../lib/deployment/schema/schema";

const schema = fileOf("test", {}, {}).extend({ workers: z.record(z.string(), workerPool).default({}) });

type Sections = Readonly<Record<string, unknown>>;

/** The smallest file with a pool, and what a test writes on top; a section that is given replaces the whole section. */
export const deployment = (sections: Sections = {}, airflow: Sections = {}): Deployment =>
  schema.parse({
    target: "test",
    airflow: { version: "3.3.2", ...airflow },
    workers: { main: { queues: ["default"] } },
    ...sections,
  });

/** Limits of a target that can do everything. */
export const limits: Limits = { drainSeconds: 86_400, hostFiles: true, diskSurvives: true, replaceSeconds: 60 };

/** The release of a file whose version is supported. */
export function release({ airflow }: Deployment): Release {
  const found = releaseOf(airflow.version);
  if (found === undefined) throw new Error(`no release ${airflow.version}`);
  return found;
}
