import { parseArgs } from "node:util";
import { quoted } from "../../lib/deployment/echo";
import { understood } from "../flags";

/** What the command line says. */
export interface Flags {
  readonly against: string | undefined;
  readonly stack: string | undefined;
  /** Without a `/` at its end. */
  readonly linkBase: string | undefined;
  readonly output: string | undefined;
  readonly help: boolean;
}

const OPTIONS = {
  against: { type: "string" },
  stack: { type: "string" },
  "link-base": { type: "string" },
  output: { type: "string", short: "o" },
  help: { type: "boolean", short: "h", default: false },
} as const;

export const HELP = `Prints what the files in configs/ are, as Markdown: what runs, which queue goes where, ports, secrets, risks.

  npm run review -- [flags]

  --against REF      what they change, compared with this branch, tag or commit of git: origin/main
  --stack NAME       of this stack only
  --link-base URL    links lead there, for a comment on a pull request:
                     https://github.com/ORGANISATION/REPOSITORY/blob/COMMIT
  -o, --output FILE  writes the Markdown there
  -h, --help
`;

/** Reads the command line. @throws Error with one line for people */
export function readFlags(args: readonly string[]): Flags {
  const { values, positionals } = parse(args);
  const [word] = positionals;
  if (word !== undefined) throw new Error(`expected flags only, got ${quoted(word)}; did you mean --stack ${word}?`);
  const { against, stack, output, help } = values;
  for (const [flag, value] of Object.entries({ against, stack, output }))
    if (value?.trim() === "") throw new Error(`--${flag}: expected a value, got none`);
  return { against, stack, linkBase: linkBase(values["link-base"]), output, help };
}

function linkBase(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!/^https?:\/\/[^\s]+$/.test(value) || !URL.canParse(value))
    throw new Error(
      `--link-base: expected an address such as https://github.com/ORGANISATION/REPOSITORY/blob/COMMIT, got ${quoted(value)}`,
    );
  return value.replace(/(?<!\/)\/+$/, "");
}

const parse = (args: readonly string[]) =>
  understood(OPTIONS, () => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
