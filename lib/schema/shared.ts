import { RENAMES, type Rename } from "../deployment/file/renames";
import { loose } from "./loose";
import { anyName, type Node } from "./node";
import { bare, DRAFT, NOTE, type Shapes, targetSchema } from "./schemas";

/** A file that others extend: it may have the keys of any target, and none of them must be there. */
export function sharedSchema(targets: Shapes, renames: readonly Rename[] = RENAMES): Node {
  const each = Object.entries(targets).map(([name, { shape }]) => loose(bare(targetSchema(name, shape, renames))));
  const { extends: _, target: __, ...keys } = joined(each.map(({ properties = {} }) => properties));
  const pool = joined(each.map(({ properties }) => anyName(properties?.["workers"] ?? {})?.properties ?? {}));
  return {
    ...DRAFT,
    $comment: NOTE,
    title: "What deployment files share by extends",
    type: "object",
    additionalProperties: false,
    properties: {
      ...keys,
      workers: {
        ...keys["workers"],
        additionalProperties: { type: "object", additionalProperties: false, properties: pool },
      },
    },
  };
}

const joined = (all: readonly Readonly<Record<string, Node>>[]): Readonly<Record<string, Node>> =>
  Object.fromEntries(all.flatMap((one) => Object.entries(one)));
