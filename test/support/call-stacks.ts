/**
 * cdktf records an unlimited call stack for each token, only to say it in errors of its own: half the time of all tests.
 * What asks for a limited one, as failing tests do, gets it.
 */
const { captureStackTrace } = Error;
Error.captureStackTrace = (target, below) => {
  if (Error.stackTraceLimit !== Number.MAX_SAFE_INTEGER) captureStackTrace(target, below);
};
