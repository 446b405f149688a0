/**
 * A name of the file as the id of a construct. The library takes what every object has by itself, such as
 * `constructor`, for a construct that is there already; any other name is its own id.
 */
export const constructId = (name: string): string => (name in {} ? `${name}-of-the-file` : name);
