import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { duration } from "../../deployment/schema/scalars";
import { gib, machine, role, zone } from "./scalars";

const SPOT = "expected false, or { tasksMayRestart: true }: Google takes a Spot machine back with 30 seconds' notice";

const spot = z
  .union(
    [
      z.literal(false),
      z.strictObject({
        tasksMayRestart: z
          .literal(true, {
            error: "expected true: a task that runs when Google takes its machine back is killed and retried",
          })
          .meta(about("Says that a task may be killed and started again at any time.", true)),
      }),
    ],
    { error: SPOT },
  )
  .default(false)
  .meta(
    about("Runs workers on spare capacity, which costs less and may be taken back at any time.", {
      tasksMayRestart: true,
    }),
  );

/** Seconds; Airflow's own look at its queues takes longer than a few. */
const LEAST_IDLE = 60;

const scaling = z
  .strictObject({
    idle: duration()
      .refine((seconds) => seconds >= LEAST_IDLE, { error: "expected at least 1m" })
      .prefault("10m")
      .meta(about("Time without a task before a worker drains and its machine is deleted.", "30m")),
  })
  .prefault({})
  .meta(about("How a pool with replicas: { min, max } shrinks.", { idle: "30m" }));

const update = z
  .strictObject({
    surge: z
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .meta({ title: "machines", ...about("Machines that a change may add for a while.", 3) }),
    unavailable: z
      .int()
      .min(0)
      .max(1000)
      .optional()
      .meta({
        title: "machines",
        ...about("Machines that a change may touch at once. Unwritten: one in each zone.", 3),
      }),
  })
  .prefault({})
  .meta(about("How many machines of the group get a change at once.", { unavailable: 3 }));

/** Roles in the project for processes that run the DAGs' own code. */
export const roles = () => z.array(role()).default([]);

/** Keys of a worker pool on this target. */
export const pool = {
  machine: machine().default("e2-standard-2").meta(about("Kind of each machine of the pool.", "e2-standard-4")),
  disk: gib(20, 65_536)
    .default(40)
    .meta(about("Disk of each machine in GiB: system, images, and files of tasks.", 100)),
  zones: z
    .array(zone())
    .min(1)
    .optional()
    .meta(
      about("Zones of the region that the machines are spread over. Unwritten: zone.", [
        "europe-west3-a",
        "europe-west3-b",
      ]),
    ),
  spot,
  scaling,
  update,
  roles: roles().meta(
    about("Roles in the project that tasks of this pool have, on top of the roles at the top of the file.", [
      "roles/bigquery.dataEditor",
    ]),
  ),
};
