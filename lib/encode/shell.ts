/** What a shell takes as it is. */
const BARE = /^[\w@%+=:,./-]+$/;

/** One word of a command that a person pastes into a shell, whatever is in it. */
export const shellWord = (text: string): string => (BARE.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
