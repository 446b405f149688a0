import { z } from "zod";
import { count, cpu, duration, memory, port, queue, secretReference, text, variable } from "./scalars";

/** Limits of one process. Unwritten: the target's own default; Docker sets none. */
const size = {
  cpu: cpu().optional().describe("Cores that one process may use."),
  memory: memory().optional().describe("Memory that one process may use."),
};

/** `3`, or `{ min: 2, max: 10 }` where the target can scale by itself. */
const replicas = (least: number) =>
  z
    .union(
      [
        count(least).transform((value) => ({ min: value, max: value })),
        z
          .strictObject({ min: count(least), max: count(1) })
          .refine((value) => value.min <= value.max, { error: "expected min not above max" }),
      ],
      { error: "expected a number, or { min: 2, max: 10 }" },
    )
    .prefault(1);

export type Replicas = z.output<ReturnType<typeof replicas>>;

export const webserver = z.strictObject({
  port: port().default(8080).describe("Port at which people reach the UI."),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address that people type; default: made from the port."),
  replicas: replicas(1),
  ...size,
});

export const scheduler = z.strictObject({ replicas: replicas(1), ...size });
export const dagProcessor = z.strictObject({ ...size });
export const triggerer = z.strictObject({ replicas: replicas(0), ...size });

export const flower = z.strictObject({
  port: port().default(5555),
  username: z.string().min(1).default("admin"),
  password: secretReference().optional().describe("Unwritten: generated."),
  ...size,
});

/** One pool of workers: machines or containers of one kind that consume the same queues. */
export const workerPool = z.strictObject({
  queues: z.array(queue()).min(1, { error: "expected at least one queue" }).describe("Queues that this pool consumes."),
  concurrency: count().default(16).describe("Tasks that one worker runs at once."),
  replicas: replicas(0),
  environment: z
    .record(variable(), z.union([text(), secretReference()]))
    .default({})
    .describe("Variables of this pool's workers, on top of airflow.environment."),
  maxTaskDuration: duration().optional().describe("Overrides airflow.maxTaskDuration for this pool."),
  ...size,
});

export type WorkerPoolPart = z.output<typeof workerPool>;
