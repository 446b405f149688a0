import type { z } from "zod";
import { RENAMES, type Rename } from "../deployment/file/renames";
import { neutral, type TargetShape } from "../deployment/schema/schema";
import { annotated } from "./annotate";
import { exported } from "./export";
import { loose } from "./loose";
import type { Node } from "./node";
import { withOldNames } from "./old-names";

/** What `target:` can say, and what each adds to the file. */
export type Shapes = Readonly<Record<string, { readonly shape: TargetShape }>>;

export const DRAFT = { $schema: "http://json-schema.org/draft-07/schema#" };
export const NOTE = "Written by `npm run schema`. Do not edit.";

/** The files of one target. @param renames keys that may have old names */
export function targetSchema(
  target: string,
  shape: { readonly schema: z.ZodType },
  renames: readonly Rename[] = RENAMES,
): Node {
  const node = withOldNames(annotated(exported(shape.schema)), renames);
  return { ...DRAFT, $comment: NOTE, ...node, title: `Airflow deployment on ${target}` };
}

/**
 * The files of every target. Which keys a file may have depends on its `target:`; each is a closed list of its own, so
 * that an editor proposes and refuses by one list and not by all of them.
 */
export function deploymentSchema(targets: Shapes, renames: readonly Rename[] = RENAMES): Node {
  const names = Object.keys(targets);
  const nodes = Object.entries(targets).map(([name, { shape }]) => [name, targetSchema(name, shape, renames)] as const);
  const [first] = nodes.map(([, node]) => node.properties ?? {});
  const shared = Object.entries(first ?? {}).filter(([key]) => Object.hasOwn(neutral, key));
  return {
    ...DRAFT,
    $comment: NOTE,
    title: "Airflow deployment",
    type: "object",
    required: ["target"],
    properties: {
      target: {
        ...first?.["target"],
        title: names.join(" or "),
        type: "string",
        const: undefined,
        enum: names,
        examples: names,
      },
    },
    allOf: names.flatMap((name) => [
      chosen(name, { not: { required: ["extends"] } }, `target-${name}`),
      chosen(name, { required: ["extends"] }, `extending-${name}`),
    ]),
    definitions: {
      ...Object.fromEntries(shared),
      ...Object.fromEntries(nodes.map(([name, node]) => [`target-${name}`, sharing(node)])),
      ...Object.fromEntries(nodes.map(([name, node]) => [`extending-${name}`, loose(bare(node))])),
    },
  };
}

const chosen = (target: string, form: Node, definition: string): Node => ({
  if: { allOf: [{ required: ["target"], properties: { target: { const: target } } }, form] },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word
  then: { $ref: `#/definitions/${definition}` },
});

/** The neutral sections stand once, whatever the number of targets. */
function sharing(whole: Node): Node {
  const node = bare(whole);
  const properties = Object.entries(node.properties ?? {}).map(([key, inside]) => [
    key,
    Object.hasOwn(neutral, key) ? { $ref: `#/definitions/${key}` } : inside,
  ]);
  return { ...node, properties: Object.fromEntries(properties) };
}

export const bare = ({ $schema: _, $comment: __, ...node }: Node): Node => node;
