import { printable } from "../file/characters";

/** An error whose message is a line for people: what is wrong and what to do. All others are mistakes of this program. */
export class Told extends Error {}

/** Set to 1, an error of this program itself is shown with the place in the code where it came up. */
export const TRACE = "AIRFLOW_CDKTF_TRACE";

const LONGEST = 300;

/** The line for an error that nobody foresaw, and its place in the code where people asked for it. */
export function unexpected(error: unknown, environment: Readonly<Record<string, string | undefined>>): string {
  const words = printable(String(error).split("\n")[0] ?? "").slice(0, LONGEST);
  const trace = error instanceof Error ? (error.stack ?? "") : "";
  return environment[TRACE] === "1"
    ? `a fault of this program: ${words}; report it with these lines:\n${trace}`
    : `a fault of this program: ${words}; report it with what ${TRACE}=1 before the command shows`;
}
