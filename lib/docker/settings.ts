import { z } from "zod";
import type { Limits } from "../airflow/platform";
import { image } from "../deployment/scalars";
import type { TargetShape } from "../deployment/schema";

const STORAGE = "expected `volume`, or a path of the host that begins with / or ./";
const storage = () =>
  z
    .union([z.literal("volume"), z.string().regex(/^(\.{0,2}\/|~\/)/, { error: STORAGE })], { error: STORAGE })
    .default("volume");

const docker = z.strictObject({
  bindAddress: z.ipv4().default("127.0.0.1").describe("Address of this host that the published ports listen on."),
  user: z
    .int()
    .min(1)
    .optional()
    .describe("User id of the Airflow processes; the group is always 0. Default: the image's own, 50000."),
  gitSyncImage: image()
    .optional()
    .describe(
      "Image of Kubernetes' git-sync, version 4: keeps the DAGs of airflow.dags.git current on 2.11, which cannot by itself.",
    ),
  mounts: z
    .array(
      z.strictObject({
        source: z.string().min(1).describe("Folder or file of this host, relative to the project's folder."),
        target: z.string().regex(/^\//, { error: "expected an absolute path inside the container" }),
        readOnly: z.boolean().default(true),
      }),
    )
    .default([])
    .describe("Mounted into every Airflow process."),
  storage: z
    .strictObject({
      metadataDatabase: storage().describe("Data of our own Postgres."),
      broker: storage().describe("Data of our own Redis: tasks that wait survive its restart."),
      logs: storage().describe("Logs of the tasks."),
    })
    .prefault({})
    .describe("`volume`: a named volume; or a folder of this host."),
});

export type DockerSettings = z.output<typeof docker>;
export interface DockerPoolSettings {
  readonly dockerSocket: false | { readonly group: number };
}

/** What the Docker target adds to the file. */
export const shape = {
  top: { docker: docker.prefault({}) },
  pool: {
    dockerSocket: z
      .union([z.literal(false), z.strictObject({ group: z.int().min(0) })], {
        error: "expected false, or { group: NUMBER } with the group that owns the host's /var/run/docker.sock",
      })
      .default(false)
      .describe(
        "Mounts the host's Docker socket, for tasks that drive containers: such a task can do anything on this host. The group is what `stat -c %g /var/run/docker.sock` prints.",
      ),
  },
} satisfies TargetShape;

const MONTH_SECONDS = 30 * 86_400;

/**
 * A replacement waits for running tasks as long as the file says: the engine's own client stops the process, see drain.ts.
 * kreuzwerker/docker itself would give up on a removal after its SDK's 20 minutes.
 */
export const limits: Limits = { drainSeconds: MONTH_SECONDS, hostFiles: true, diskSurvives: true };
