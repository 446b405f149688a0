/**
 * Runs work during which nothing records the call stack that it was called from. cdktf does it for each token and
 * construct, without limit, only to say it in errors of its own: a third of a synth. Thrown errors keep their stacks.
 */
export function withoutCallStacks<Result>(work: () => Result): Result {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
