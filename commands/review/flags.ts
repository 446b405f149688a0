import { isUrl } from "../../lib/deployment/schema/base-url";
import { withoutEndSlashes } from "../../lib/deployment/slashes";
import { quoted } from "../../lib/deployment/words/echo";
import { read, type Words } from "../words";

/** What the command line says. */
export interface Flags {
  readonly against: string | undefined;
  readonly stack: string | undefined;
  /** Without a `/` at its end. */
  readonly linkBase: string | undefined;
  readonly output: string | undefined;
}

export const WORDS = {
  name: "review",
  about:
    "Prints what the files in configs/ are, as Markdown: what runs, which queue goes where, ports, secrets, risks. Nothing is synthesized.",
  arguments: [],
  flags: {
    against: {
      type: "string",
      value: "REF",
      text: "what they change, compared with this branch, tag or commit of git, such as origin/main",
    },
    stack: { type: "string", value: "NAME", text: "of this stack only", usual: "all" },
    "link-base": {
      type: "string",
      value: "URL",
      text: "links lead there, for a comment on a pull request: https://github.com/ORGANISATION/REPOSITORY/blob/COMMIT",
      usual: "to the files from where the Markdown is",
    },
    output: { type: "string", short: "o", value: "FILE", text: "writes the Markdown there", usual: "prints it" },
  },
  fails: "when a file is refused, or --against names no commit",
  examples: ["npm run review", "npm run review -- --against origin/main"],
  page: "docs/review.md",
  surplus: "a stack is named by --stack NAME",
} as const satisfies Words;

/** Reads the command line. @throws Error with one line for people */
export function readFlags(args: readonly string[]): Flags {
  const { against, stack, output, "link-base": base } = read(WORDS, args).values;
  return { against, stack, linkBase: linkBase(base), output };
}

function linkBase(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!/^https?:\/\/[^\s]+$/.test(value) || !isUrl(value))
    throw new Error(
      `--link-base: expected an address such as https://github.com/ORGANISATION/REPOSITORY/blob/COMMIT, got ${quoted(value)}`,
    );
  return withoutEndSlashes(value);
}
