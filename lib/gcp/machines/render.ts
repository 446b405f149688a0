import { yaml } from "../../encode/yaml";
import type { MachineDocument } from "./document";

/** What a kind of machine runs, as it is told. The image is in the first line, because a shell reads it. */
export function rendered({ image, ...rest }: MachineDocument): string {
  return yaml({ image, ...sorted(rest) });
}

/** Files and authorities in the order of their paths; everything else in the order in which it was decided. */
function sorted(document: Omit<MachineDocument, "image">): Omit<MachineDocument, "image"> {
  return { ...document, files: inOrder(document.files), authorities: inOrder(document.authorities) };
}

const inOrder = (entries: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
