import { z } from "zod";
import { alone, codeOf, faultOf } from "../lib/deployment/disk/fault";
import { printable } from "../lib/deployment/file/characters";
import { Told, unexpected } from "../lib/deployment/words/told";

/** Thrown by this program or a library of it where something is not as it must be, whatever a person wrote. */
const FAULTS = [TypeError, RangeError, ReferenceError, SyntaxError, z.ZodError];

/** The line for what a command has thrown: what was said on purpose as it is. */
export function lastWords(error: unknown): string {
  if (!(error instanceof Error)) return unexpected(error, process.env);
  if (error instanceof Told) return error.message;
  if ("syscall" in error && codeOf(error) !== undefined) return unforeseen(error);
  const isNetwork = error instanceof TypeError && error.message === "fetch failed";
  if (isNetwork) return `no answer from the network: ${printable(String(error.cause ?? error))}`;
  return FAULTS.some((fault) => error instanceof fault) ? unexpected(error, process.env) : error.message;
}

/** A refusal of the system that nobody foresaw. */
function unforeseen(error: Error): string {
  const path: unknown = Reflect.get(error, "path");
  const where = typeof path === "string" ? printable(path) : `the system, at ${String(Reflect.get(error, "syscall"))}`;
  return `${where}: ${alone(faultOf(error))}`;
}
