import { z } from "zod";
import { about } from "./about";
import { airflow } from "./airflow";
import { broker, keys, metadataDatabase } from "./data";
import { dagProcessor, flower, scheduler, triggerer, webserver, workerPool } from "./processes";
import { proxy } from "./proxy";
import { name } from "./scalars";

/** What a target adds to the file: keys at the top, and keys of each worker pool. */
export interface TargetShape {
  readonly top: z.ZodRawShape;
  readonly pool: z.ZodRawShape;
  /** Keys at the top whose digits are a name, not a number: refused without quotes, even where nothing is lost. */
  readonly quoted?: readonly string[];
  /** Keys that other targets have, and what to write here: said where one of them is unknown. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** The neutral part of a deployment file: everything about Airflow, nothing about a cloud. */
export const neutral = {
  airflow,
  webserver: webserver.prefault({}),
  scheduler: scheduler.prefault({}),
  dagProcessor: dagProcessor.prefault({}),
  triggerer: triggerer.prefault({}),
  flower: z
    .union([z.literal(false), flower], { error: "expected false or a section" })
    .default(false)
    .meta(about("Flower, a page that shows Celery's workers. A section turns it on.", {}, { port: 15555 })),
  metadataDatabase: metadataDatabase.prefault({}),
  broker: broker.prefault({}),
  keys: keys.prefault({}),
  proxy: proxy.optional(),
};

const poolName = () => name().meta({ title: "POOL" });
const WORKERS = about("Pools of workers by name. Must be written with CeleryExecutor; left out with LocalExecutor.", {
  default: { queues: ["default"] },
});

/** Read before the rest, see extend.ts: what this schema sees is the two files together. */
const EXTENDS = about(
  "File whose keys this one takes over and adds to, relative to the project's folder. Unwritten: none.",
  "./configs/shared/airflow.yaml",
);

/** Reads the neutral part and leaves the target's keys out. */
export const neutralSchema = z.object({
  ...neutral,
  workers: z.record(poolName(), z.object(workerPool.shape)).default({}).meta(WORKERS),
});

/** A deployment file after reading, with its defaults; durations in seconds, memory in MiB. */
export type Deployment = z.output<typeof neutralSchema>;
export type WorkerPools = Deployment["workers"];

/** The whole schema of a file of one target. */
export function fileSchema(target: string, shape: TargetShape) {
  return z.strictObject({
    target: z.literal(target).meta(about("Where Airflow runs.", target)),
    extends: z.string().min(1).optional().meta(EXTENDS),
    ...neutral,
    workers: z.record(poolName(), workerPool.extend(shape.pool)).default({}).meta(WORKERS),
    ...shape.top,
  });
}
