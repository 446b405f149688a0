import { z } from "zod";
import type { Limits } from "../../airflow/endpoint";
import type { Reading } from "../../deployment/file/read";
import { about } from "../../deployment/schema/about";
import { image, path } from "../../deployment/schema/scalars";
import { type Deployment, fileOf } from "../../deployment/schema/schema";

const STORAGE = "expected `volume`, or a path of the host that begins with / or ./";
const storage = (what: string, example: string) =>
  z
    .union(
      [
        z.literal("volume"),
        z
          .string()
          .regex(/^(\.{0,2}\/|~\/)/, { error: STORAGE })
          .meta({ title: "path" }),
      ],
      { error: STORAGE },
    )
    .default("volume")
    .meta(about(`${what}: volume is a named volume, else a folder of this host.`, "volume", example));

const mount = z.strictObject({
  source: path().meta(about("Folder or file of this host.", "./scripts")),
  target: z
    .string()
    .regex(/^\//, { error: "expected an absolute path inside the container" })
    .meta(about("Absolute path inside the container.", "/opt/airflow/scripts")),
  readOnly: z.boolean().default(true).meta(about("Keeps the processes from writing there.", false)),
});

const docker = z
  .strictObject({
    bindAddress: z
      .ipv4()
      .default("127.0.0.1")
      .meta({
        title: "IPv4 address",
        ...about(
          "Address of this host that published ports listen on. 0.0.0.0 opens them to every network.",
          "0.0.0.0",
        ),
      }),
    user: z
      .int()
      .min(1)
      .meta({
        title: "user id",
        ...about("User of the Airflow processes; the group is always 0. Unwritten: the image's own, 50000.", 1000),
      })
      .optional(),
    gitSyncImage: image()
      .meta(
        about(
          "Image of Kubernetes' git-sync, version 4, which airflow.dags.git needs on 2.11. Unwritten: none.",
          "registry/git-sync:v4.4.2",
        ),
      )
      .optional(),
    mounts: z
      .array(mount)
      .default([])
      .meta(
        about("Folders and files of this host, mounted into every Airflow process.", [
          { source: "./scripts", target: "/opt/airflow/scripts" },
        ]),
      ),
    storage: z
      .strictObject({
        metadataDatabase: storage("Data of our own Postgres", "./data/postgres"),
        broker: storage("Tasks that wait in our own Redis", "./data/redis"),
        logs: storage("Logs of the tasks", "./logs"),
      })
      .prefault({})
      .meta(about("Where data outlives its containers.", { logs: "/srv/airflow/logs" })),
  })
  .meta(about("Settings of the Docker host.", { bindAddress: "0.0.0.0" }));

/** Keys of a worker pool on this target. */
const pool = {
  dockerSocket: z
    .union(
      [
        z.literal(false),
        z.strictObject({
          group: z
            .int()
            .min(0)
            .meta({ title: "group id", ...about("Group that owns the socket.", 999) }),
        }),
      ],
      {
        error: "expected false, or { group: NUMBER } with the group that owns the host's /var/run/docker.sock",
      },
    )
    .default(false)
    .meta(
      about(
        "Mounts the host's Docker socket: a task of this pool can then do anything on this host. The group is what stat -c %g /var/run/docker.sock prints.",
        false,
        { group: 999 },
      ),
    ),
};

/** The file of this target. */
export const shape = { schema: fileOf("docker", { docker: docker.prefault({}) }, pool) };

export type DockerFile = z.output<typeof shape.schema>;
export type DockerReading = Reading<DockerFile>;

/** Whether a file is one of this target. */
export const isDocker = (file: Deployment): file is DockerFile => file.target === "docker";

const MONTH_SECONDS = 30 * 86_400;

/**
 * A replacement waits for running tasks as long as the file says: the engine's own client stops the process, see drain.ts.
 * kreuzwerker/docker itself would give up on a removal after its SDK's 20 minutes.
 * A container that is made anew begins at once; the rest of the minute is for what goes before it, on a busy host.
 */
export const limits: Limits = { drainSeconds: MONTH_SECONDS, hostFiles: true, diskSurvives: true, replaceSeconds: 60 };
