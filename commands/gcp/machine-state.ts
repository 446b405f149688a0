import { digest } from "../../lib/deployment/digest";
import { METADATA } from "../../lib/gcp/names";

/** What a machine says of itself in its guest attribute, see programs/machine/report.sh. */
export interface MachineState {
  readonly generation: string;
  readonly state: string;
  /** Unix time at which it came into that state, in seconds. */
  readonly since: number;
  readonly message: string;
  /** Last lines of the unit that failed. */
  readonly log: readonly string[];
}

/** Lines of `key: value`, then `log:` and the lines of a log. */
export function parseState(text: string): MachineState {
  const lines = text.split("\n");
  const end = lines.indexOf("log:");
  const head = end < 0 ? lines : lines.slice(0, end);
  const value = (key: string) =>
    head
      .find((line) => line.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .trim() ?? "";
  return {
    generation: value("generation"),
    state: value("state"),
    since: Number(value("since")) || 0,
    message: value("message"),
    log: end < 0 ? [] : lines.slice(end + 1).filter((line) => line.trim() !== ""),
  };
}

export interface Metadata {
  readonly fingerprint?: string;
  readonly items?: readonly { readonly key: string; readonly value?: string }[];
}

export const itemOf = ({ items = [] }: Metadata, key: string): string | undefined =>
  items.find((item) => item.key === key)?.value;

const DIGITS = 12;

/** The generation that a machine with this metadata is to run: the same digest as programs/machine makes of it. */
export function generationOf(metadata: Metadata): string {
  const text = `${itemOf(metadata, METADATA.machine) ?? ""}\n${itemOf(metadata, METADATA.references) ?? ""}`;
  return digest(text, DIGITS);
}
