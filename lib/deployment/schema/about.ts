type About = { readonly description: string; readonly examples: readonly unknown[] };

/**
 * What editors and docs/reference.md say about a field, for zod's `.meta()`: at most two short sentences. Without a
 * default the last one begins with "Unwritten: " and says what happens then. Examples are values as the file has them.
 */
export const about = (description: string, ...examples: [unknown, ...unknown[]]): About => ({ description, examples });
