/**
 * Seconds until a pool without workers runs its first task: counted every 30 s, an alarm that looks once a minute, and
 * two minutes for Fargate to fetch the image and for Airflow to start. A large image takes longer.
 */
export const FIRST_WORKER_SECONDS = 30 + 60 + 120;

/** Steps that one policy may have. Source: Application Auto Scaling, "Step scaling policies", quotas. */
export const MOST_STEPS = 20;

/**
 * One step of a policy: for metric values between the bounds, relative to the alarm's threshold, that many workers more
 * or less. Above the threshold the lower bound belongs to the step, below it the upper one does.
 * Source: Application Auto Scaling, StepAdjustment.
 */
export interface Step {
  /** Undefined: no end. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly change: number;
}

/**
 * Workers to add at once, for a gap of at least as many: every number where the steps suffice, which closes any gap in
 * one go; else the powers of two and the middle between them, so that at most a third of a gap is left.
 */
function sizes(most: number): readonly number[] {
  if (most <= MOST_STEPS) return Array.from({ length: most }, (_, index) => index + 1);
  return [1, ...ladder(2, most)];
}

const ladder = (size: number, most: number): readonly number[] =>
  size > most ? [] : [size, ...(size * 1.5 > most ? [] : [size * 1.5]), ...ladder(size * 2, most)];

/**
 * Adds workers, never more than are missing.
 * @param most largest number of workers that may be missing
 */
export const growing = (most: number): readonly Step[] =>
  sizes(most).map((size, index, all) => ({ lower: index === 0 ? 0 : size, upper: all[index + 1], change: size }));

/**
 * The mirror image: takes workers away, never more than are too many.
 * @param most largest number of workers that may be too many
 */
export const shrinking = (most: number): readonly Step[] =>
  growing(most).map(({ lower, upper, change }) => ({
    lower: upper === undefined ? undefined : -upper,
    upper: lower === undefined ? undefined : 0 - lower,
    change: -change,
  }));

/** What Application Auto Scaling does for a metric that is `value` above the threshold, or below it. */
export function changeFor(steps: readonly Step[], value: number): number {
  const step = steps.find(({ lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY }) =>
    value >= 0 ? value >= lower && value < upper : value > lower && value <= upper,
  );
  return step?.change ?? 0;
}
