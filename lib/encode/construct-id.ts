/** Words that every object of JavaScript has, `constructor` among them: a construct takes none for a child's id. */
const TAKEN: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** A name of the file as the id of a construct. Terraform's addresses follow from names of their own. */
export const constructId = (name: string): string => (TAKEN.has(name) ? `${name}-` : name);
