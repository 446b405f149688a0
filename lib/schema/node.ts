/** A place in a JSON Schema, as far as a deployment file needs it. */
export interface Node {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  /** Its title stands for the name in paths: `POOL` in `workers.POOL.queues`. */
  readonly propertyNames?: Node;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly [more: string]: unknown;
}

/** The node that any name of a map leads to; undefined for a section, whose names are known. */
export const anyName = ({ additionalProperties }: Node): Node | undefined =>
  typeof additionalProperties === "object" ? additionalProperties : undefined;
