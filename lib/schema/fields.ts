import { anyName, type Node } from "./node";

/** A key that a person can write. */
export interface Field {
  /** `workers.POOL.queues`, `docker.mounts[].source`; capitals stand for a name of one's own. */
  readonly path: string;
  readonly node: Node;
  readonly required: boolean;
}

/**
 * Every key below a place, each section before its keys.
 * @param opens whether to go into the value of a key. Default: always
 */
export function fields(node: Node, path = "", opens: (node: Node) => boolean = () => true): readonly Field[] {
  if (!opens(node)) return [];
  const own = Object.entries(node.properties ?? {}).flatMap(([key, inside]): Field[] => {
    const place = path === "" ? key : `${path}.${key}`;
    const field = { path: place, node: inside, required: node.required?.includes(key) ?? false };
    return [field, ...fields(inside, place, opens)];
  });
  const value = anyName(node);
  return [
    ...own,
    ...(value === undefined ? [] : fields(value, `${path}.${node.propertyNames?.title}`, opens)),
    ...(node.items === undefined ? [] : fields(node.items, `${path}[]`, opens)),
    ...(node.anyOf ?? []).flatMap((one) => fields(one, path, opens)),
  ];
}
