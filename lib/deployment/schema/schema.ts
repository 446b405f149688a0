import { z } from "zod";
import { about } from "./about";
import { airflow } from "./airflow";
import { broker, keys, metadataDatabase } from "./data";
import { dagProcessor, flower, scheduler, triggerer, webserver, workerPool } from "./processes";
import { proxy } from "./proxy";
import { name } from "./scalars";

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

const deployment = z.strictObject({
  target: z.string(),
  extends: z.string().min(1).optional().meta(EXTENDS),
  ...neutral,
  workers: z.record(poolName(), workerPool).default({}).meta(WORKERS),
});

/** What the files of all targets have in common after reading, with defaults; durations in seconds, memory in MiB. */
export type Deployment = z.output<typeof deployment>;
export type WorkerPools = Deployment["workers"];

/**
 * The whole file of one target: `z.input` of it is what a person or a program writes, `z.output` what rules and
 * constructs take, which is a `Deployment` as well.
 * @param top the target's own keys at the top of the file
 * @param pool the target's own keys of each worker pool
 */
export const fileOf = <Target extends string, Top extends z.ZodRawShape, Pool extends z.ZodRawShape>(
  target: Target,
  top: Top,
  pool: Pool,
) =>
  deployment.extend({
    target: z.literal(target).meta(about("Where Airflow runs.", target)),
    workers: z.record(poolName(), workerPool.extend(pool)).default({}).meta(WORKERS),
    ...top,
  });

/** How the file of one target looks. */
export interface TargetShape<File extends Deployment = Deployment> {
  readonly schema: z.ZodType<File> & { readonly shape: Readonly<Record<string, unknown>> };
  /** Keys at the top whose digits are a name, not a number: refused without quotes, even where nothing is lost. */
  readonly quoted?: readonly string[];
  /** Keys that other targets have, and what to write here: said where one of them is unknown. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/**
 * A file as its own target reads it.
 * @param is whether a file is that target's
 * @throws Error where it is another one's: whoever asks has chosen the file by its target
 */
export function narrowed<File extends Deployment>(is: (file: Deployment) => file is File, file: Deployment): File {
  if (is(file)) return file;
  throw new Error(`a file with target: ${file.target} was taken for one of another target`);
}
