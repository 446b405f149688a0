import { z } from "zod";
import { USUAL_PORTS } from "../usual";
import { about } from "./about";
import { canonical } from "./base-url";
import { LONGEST_OF_ALL_WORDS, LONGEST_TASK } from "./longest-task";
import { count, cpu, duration, memory, optionValue, port, queue, secretReference, variable } from "./scalars";

/** Limits of one process. Unwritten: the target's own default; Docker sets none. */
const size = {
  cpu: cpu()
    .meta(about("Cores that one process may use. Unwritten: what the target gives, on Docker no limit.", 1.5))
    .optional(),
  memory: memory()
    .meta(
      about(
        "Memory that one process may use; less than it needs is refused. Unwritten: what the target gives, on Docker no limit.",
        "2GiB",
      ),
    )
    .optional(),
};

/** `3`, or `{ min: 2, max: 10 }` where the target can scale by itself. */
export const replicas = (least: number) =>
  z
    .union(
      [
        count(least).transform((value) => ({ min: value, max: value })),
        z
          .strictObject({
            min: count(least).meta(about("Processes that always run.", 2)),
            max: count(1).meta(about("Processes that run at most.", 10)),
          })
          .refine((value) => value.min <= value.max, { error: "expected min not above max" })
          .meta({ title: "range" }),
      ],
      { error: "expected a number, or { min: 2, max: 10 }" },
    )
    .prefault(1)
    .meta({
      title: "replicas",
      ...about("A number, or a range on targets that scale by themselves; Docker refuses a range.", 3, {
        min: 2,
        max: 10,
      }),
    });

export type Replicas = z.output<ReturnType<typeof replicas>>;

export const webserver = z
  .strictObject({
    port: port().default(USUAL_PORTS.webserver).meta(about("Port at which people reach the UI.", 8988)),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      // What rules/base-url.ts refuses stays as it was written.
      .transform((text) => canonical(text) ?? text)
      .optional()
      .meta({
        ...about(
          "Address that people type, with its path where it has one; must be written on clouds. Unwritten: on Docker http://localhost:PORT.",
          "https://airflow.example.com",
          "https://data.example.com/airflow",
        ),
        title: "address",
        pattern: "^https?://",
      }),
    replicas: replicas(1).meta(about("Webservers; from 2 on a proxy stands before them.", 2)),
    ...size,
  })
  .meta(about("The UI and the API.", { port: 8988, memory: "1GiB" }));

export const scheduler = z
  .strictObject({ replicas: replicas(1).meta(about("Schedulers, which share the work.", 2)), ...size })
  .meta(about("Decides which task runs when, and with LocalExecutor runs it.", { replicas: 2, cpu: 1 }));

export const dagProcessor = z
  .strictObject({ ...size })
  .meta(about("Reads the files of the DAGs.", { cpu: 1, memory: "1GiB" }));

export const triggerer = z
  .strictObject({ replicas: replicas(0).meta(about("Triggerers; 0 for none, where no task is deferred.", 0)), ...size })
  .meta(about("Waits for deferred tasks without holding a worker.", { replicas: 2 }));

export const flower = z.strictObject({
  port: port().default(USUAL_PORTS.flower).meta(about("Port at which people reach Flower.", 15555)),
  username: z
    .string()
    .min(1)
    .regex(/^[^:]*$/, { error: "expected a name without ':', where a browser ends it" })
    .default("admin")
    .meta({ title: "text", ...about("Name to log in with.", "ops") }),
  password: secretReference()
    .meta(about("Password to log in with. Unwritten: generated.", { secret: "flower" }))
    .optional(),
  ...size,
});

/** One pool of workers: machines or containers of one kind that consume the same queues. */
export const workerPool = z
  .strictObject({
    queues: z
      .array(queue())
      .min(1, { error: "expected at least one queue" })
      .meta(
        about("Queues whose tasks this pool runs. Some pool must consume default, where tasks go that name none.", [
          "default",
          "reports",
        ]),
      ),
    concurrency: count()
      .default(16)
      .meta({ title: "tasks", ...about("Tasks that one worker runs at once.", 4) }),
    replicas: replicas(0).meta(about("Workers of this pool; 0 for none.", 3)),
    environment: z
      .record(variable(), optionValue())
      .default({})
      .meta(about("Variables of these workers, on top of airflow.environment.", { OMP_NUM_THREADS: "2" })),
    maxTasksPerChild: count(1, 1_000_000)
      .meta({
        title: "tasks",
        ...about(
          "Tasks after which the process that started them is replaced by a fresh one. Unwritten: none is.",
          100,
        ),
      })
      .optional(),
    maxMemoryPerChild: memory()
      .meta(
        about(
          "Memory above which the process that starts tasks is replaced by a fresh one, between two tasks; theirs does not count. Unwritten: no limit.",
          "1GiB",
        ),
      )
      .optional(),
    [LONGEST_TASK]: duration()
      .meta(about(`Longest time a task of this pool may run. Unwritten: ${LONGEST_OF_ALL_WORDS}.`, "6h"))
      .optional(),
    ...size,
  })
  .meta(
    about("Workers of one kind, which consume the same queues.", { queues: ["reports"], concurrency: 4, replicas: 2 }),
  );

export type WorkerPoolPart = z.output<typeof workerPool>;
