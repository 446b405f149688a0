import { z } from "zod";
import { about } from "../../deployment/schema/about";
import { duration } from "../../deployment/schema/scalars";
import { arn } from "./scalars";

/** What a task may do: a statement of IAM. */
const permission = z.strictObject({
  actions: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, { error: "expected an action such as s3:GetObject" })
        .meta({ title: "action" }),
    )
    .min(1)
    .meta(about("Actions of IAM.", ["s3:GetObject", "s3:PutObject"])),
  resources: z
    .array(
      z
        .string()
        .regex(/^(\*|arn:aws(-[a-z]+)*:[a-z0-9-]+:.*)$/, {
          error: "expected an ARN, or * where the action has no resource",
        })
        .meta({ title: "ARN" }),
    )
    .min(1)
    .meta(about("ARNs that the actions are allowed on.", ["arn:aws:s3:::acme-data/*"])),
});

export type Permission = z.output<typeof permission>;

/** Rights of processes that run the DAGs' own code. */
export const permissions = () => z.array(permission).default([]);

export const assumeRoles = () =>
  z
    .array(arn("iam", "role/[A-Za-z0-9_+=,.@/-]+", "arn:aws:iam::210987654321:role/airflow-reader"))
    .default([])
    .meta(
      about("Roles, also of other accounts, that tasks may take on.", [
        "arn:aws:iam::210987654321:role/airflow-reader",
      ]),
    );

const SPOT = "expected false, or { tasksMayRestart: true }: AWS takes Spot capacity back with two minutes' notice";

const spot = z
  .union(
    [
      z.literal(false),
      z.strictObject({
        tasksMayRestart: z
          .literal(true, {
            error: "expected true: a task that runs when AWS takes its worker back is killed and retried",
          })
          .meta(about("Says that a task may be killed and started again at any time.", true)),
        onDemand: z
          .int()
          .min(0)
          .max(100)
          .default(0)
          .meta({ title: "workers", ...about("Workers that are never taken back; the rest is on Spot.", 1) }),
      }),
    ],
    { error: SPOT },
  )
  .default(false)
  .meta(
    about("Runs workers on spare capacity, which costs less and may be taken back at any time.", {
      tasksMayRestart: true,
      onDemand: 1,
    }),
  );

const schedule = z.strictObject({
  at: z
    .string()
    .regex(/^(cron|at|rate)\(.+\)$/, {
      error: "expected cron(...), at(...) or rate(...) as Application Auto Scaling reads it",
    })
    .meta({ title: "schedule", ...about("When, as Application Auto Scaling writes it.", "cron(0 7 ? * MON-FRI *)") }),
  min: z
    .int()
    .min(0)
    .max(1000)
    .meta({ title: "workers", ...about("Least number of workers from then on.", 4) }),
  max: z
    .int()
    .min(1)
    .max(1000)
    .meta({ title: "workers", ...about("Largest number of workers from then on.", 20) }),
});

/** Seconds that one look of an alarm may span. Source: CloudWatch's PutMetricAlarm. */
const LONGEST_PERIOD = 86_400;

const scaling = z
  .strictObject({
    idle: duration()
      .refine((seconds) => seconds % 60 === 0 && seconds <= LONGEST_PERIOD, {
        error: "expected whole minutes up to 1d, such as 10m",
      })
      .prefault("10m")
      .meta(about("Time with fewer tasks than workers before a worker goes: whole minutes, at most 1d.", "30m")),
    schedules: z
      .array(schedule)
      .default([])
      .meta(about("Other numbers of workers at certain times.", [{ at: "cron(0 7 ? * MON-FRI *)", min: 4, max: 20 }])),
    timezone: z.string().default("UTC").meta(about("IANA name, or UTC: the zone of the schedules.", "Europe/Berlin")),
  })
  .prefault({})
  .meta(about("How a pool with replicas: { min, max } grows and shrinks.", { idle: "30m" }));

/** Keys of a worker pool on this target. */
export const pool = {
  spot,
  scaling,
  disk: z
    .int()
    .min(21)
    .max(200)
    .optional()
    .meta({ title: "GiB", ...about("Disk of each worker in GiB. Unwritten: Fargate's own, 20.", 100) }),
  permissions: permissions().meta(
    about("What tasks of this pool may do in AWS, on top of the permissions at the top of the file.", [
      { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-data/*"] },
    ]),
  ),
  assumeRoles: assumeRoles(),
};
