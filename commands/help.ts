import { type Flag, HELP, type Words } from "./words";

const WIDTH = 110;
/** A longer name has its text on the next line. */
const COLUMN = 24;

/** What `--help` prints. */
export function help(words: Words): string {
  const { name, about, arguments: taken, flags, fails, examples, page } = words;
  const usage = [
    ...taken.map((one) => (one.required ? one.name : `[${one.name}${one.many ? "..." : ""}]`)),
    "[flags]",
  ].join(" ");
  const rows = [
    ...taken.map((one): [string, string] => [one.name, one.text]),
    ...Object.entries(flags).map(([flag, one]): [string, string] => [label(flag, one), textOf(one)]),
    [label("help", HELP), HELP.text] as [string, string],
  ];
  return [
    ...wrapped(about, 0),
    "",
    `  npm run ${name} -- ${usage}`,
    "",
    ...rows.flatMap(([left, text]) => row(left, text)),
    "",
    "Exit codes:",
    ...[
      ["0", "all went well"],
      ["1", fails],
      ["130", "after Ctrl-C"],
    ].flatMap(([code = "", text = ""]) => row(code, text)),
    "",
    "Examples:",
    ...examples.map((example) => `  ${example}`),
    "",
    `More: ${page}`,
  ].join("\n");
}

function label(name: string, { short, value, negative }: Flag): string {
  const all = [...(short === undefined ? [] : [`-${short}`]), `--${name}`, ...(negative ? [`--no-${name}`] : [])];
  return all.join(", ") + (value === undefined ? "" : ` ${value}`);
}

const textOf = ({ text, multiple, usual }: Flag): string =>
  [text, ...(multiple ? ["may be repeated"] : []), ...(usual === undefined ? [] : [`without it: ${usual}`])].join("; ");

function row(left: string, text: string): string[] {
  const [first = "", ...rest] = wrapped(text, COLUMN + 4);
  const label = `  ${left}`;
  return label.length < COLUMN + 3 ? [label + first.slice(label.length), ...rest] : [label, first, ...rest];
}

/** Lines of at most WIDTH characters, each after so many spaces. */
function wrapped(text: string, indent: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && indent + last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.map((line) => " ".repeat(indent) + line);
}
