import { createHash } from "node:crypto";
import { METADATA, STATE_ATTRIBUTE } from "../../../../lib/gcp/names";
import type { Instance } from "./world";

/** What a machine says of itself in its guest attribute. */
export interface State {
  readonly generation: string;
  readonly state: string;
  readonly message: string;
  readonly log: string;
}

export function stateOf({ guest }: Instance): State | undefined {
  const text = guest.get(`${STATE_ATTRIBUTE.namespace}/${STATE_ATTRIBUTE.key}`);
  if (text === undefined) return undefined;
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
  const [, log = ""] = text.split(/^log:\n/m);
  return { generation: field("generation"), state: field("state"), message: field("message"), log };
}

/** The generation that its metadata asks for, see the machines' own program. */
export function wanted({ metadata }: Instance): string {
  const text = `${metadata[METADATA.machine] ?? ""}\n${metadata[METADATA.references] ?? ""}`;
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

export const shown = (state: State | undefined): string =>
  state === undefined
    ? "has said nothing yet"
    : `${state.state} ${state.generation} ${state.message}${state.log === "" ? "" : `\n${state.log}`}`;
