import type { SecretReference } from "../../deployment/schema/scalars";
import type { Path } from "../../deployment/words/finding";
import { hidden } from "./hidden";
import type { Origin } from "./tree";

/** What a key of the deployment file is given. */
export type Written =
  | string
  | number
  | boolean
  | SecretReference
  | readonly Written[]
  | { readonly [key: string]: Written };

/** One thing that the import found out; the file and the report are made of these. */
export type Item =
  /** Goes into the deployment file. */
  | { readonly kind: "write"; readonly path: Path; readonly value: Written; readonly from: Origin }
  /** Works otherwise than in the compose file: what, why, and how to have it back. */
  | { readonly kind: "changed"; readonly at: Origin; readonly text: string; readonly whole?: true }
  /** Has no place in the deployment file: why, and what to do. */
  | { readonly kind: "left"; readonly at: Origin; readonly text: string; readonly whole?: true }
  /** Was read, and a deployment does the same without a word. */
  | { readonly kind: "same"; readonly at: Origin }
  /** Stops the import. */
  | { readonly kind: "problem"; readonly at: Origin; readonly text: string }
  /** A secret's file below the project's folder. Without content it is for the person to write. */
  | { readonly kind: "secret"; readonly path: string; readonly content?: string; readonly from: Origin }
  /** A file that the deployment file names. */
  | { readonly kind: "file"; readonly path: string; readonly content: string; readonly from: Origin };

export const write = (path: Path, value: Written, from: Origin): Item => ({ kind: "write", path, value, from });
export const changed = (at: Origin, text: string): Extract<Item, { kind: "changed" }> => ({
  kind: "changed",
  at,
  text,
});
export const left = (at: Origin, text: string): Extract<Item, { kind: "left" }> => ({ kind: "left", at, text });
export const same = (at: Origin): Item => ({ kind: "same", at });
/** Speaks of a service and of everything in it. */
export const whole = (item: Extract<Item, { kind: "left" | "changed" }>): Item => ({ ...item, whole: true });
export const problem = (at: Origin, text: string): Item => ({ kind: "problem", at, text });

/** Keys below these take a reference in place of text. */
const TAKES_REFERENCE = /^(airflow,(options|environment|variables)|workers,[^,]+,environment),/;

/**
 * The last look at what goes into the file: text that a deployment file would refuse as a secret never gets that far,
 * because a refused file is printed.
 */
export function concealed(items: readonly Item[], stack: string): readonly Item[] {
  return items.flatMap((item) => {
    const key = item.kind === "write" ? String(item.path.at(-1)) : "";
    const why = item.kind === "write" && typeof item.value === "string" ? hidden(key, item.value) : undefined;
    if (item.kind !== "write" || typeof item.value !== "string" || why === undefined) return [item];
    if (!TAKES_REFERENCE.test(item.path.join()))
      return [
        problem(item.from, `${why}, and ${item.path.join(".")} cannot be a secret; take it out of the compose file`),
      ];
    const kept = secret(stack, item.path.slice(1).join("-"), item.value, item.from);
    return [{ ...item, value: kept.reference }, kept.item];
  });
}

/** A secret: its reference for the deployment file, and the file that it lies in. */
export interface Kept {
  readonly reference: { readonly secret: string };
  readonly item: Item;
}

/**
 * A value that never goes into the deployment file. The name begins with the stack's, because all stacks share
 * `secrets/`. Undefined: the value is not known here.
 */
export function secret(stack: string, name: string, content: string | undefined, from: Origin): Kept {
  const plain = `${stack}-${name}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "")
    .slice(0, 120);
  return {
    reference: { secret: plain },
    item: {
      kind: "secret",
      path: `secrets/${plain}`,
      from,
      ...(content === undefined || content === "" ? {} : { content }),
    },
  };
}
