import { suggestion } from "../lib/deployment/nearest";

/**
 * Runs Node's parseArgs, whose types follow from its literal options, and words its errors for people.
 * @param options those that it is given
 * @throws Error with one line; of an unknown flag it names the nearest known one
 */
export function understood<Result>(options: object, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const text = String(error).replace(/^\w+( \[\w+\])?: /, "");
    const unknown = /^Unknown option '(--?([^']*))'/.exec(text);
    if (unknown === null) throw new Error(text.split("\n")[0]);
    const known = Object.keys(options).map((flag) => `--${flag}`);
    const help = "help" in options ? " (see --help)" : "";
    throw new Error(`unknown flag ${unknown[1]}; ${suggestion(`--${unknown[2]}`, known)}${help}`);
  }
}
