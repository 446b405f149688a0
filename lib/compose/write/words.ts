/**
 * A command line as words, as compose splits it: blanks part words, quotes and backslashes keep them. An operator of
 * the shell (`&&`, `||`, `;`, `|`, `&`, a line's end) is a word of its own when it is not quoted.
 */
export function words(line: string): readonly string[] {
  const found: string[] = [];
  const pattern = /(\n\s*|&&|\|\||[;|&()])|((?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s'"\\;|&()])+)|['"\\]/g;
  // A backslash before a line's end goes on in the next line.
  for (const [, operator, word] of line.replace(/\\\n/g, " ").matchAll(pattern)) {
    if (operator !== undefined) found.push(operator.trim() === "" ? ";" : operator);
    else if (word !== undefined) found.push(unquoted(word));
  }
  return found;
}

const unquoted = (word: string): string =>
  word.replace(/'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])/g, (_, single, double, escaped) => {
    if (single !== undefined) return String(single);
    if (double !== undefined)
      return String(double)
        .replace(/\\(["\\$`])/g, "$1")
        .replace(/\\\n/g, "");
    return escaped === "\n" ? "" : String(escaped);
  });

/** The value of a flag: `-q a`, `--queues a`, `--queues=a`, `-qa` and `-q=a`. */
export function flag(args: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    for (const name of names) {
      if (word === name) return args[index + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
      if (/^-[a-z]$/i.test(name) && word.startsWith(name) && !word.startsWith("--")) return word.slice(2);
    }
  }
  return undefined;
}
