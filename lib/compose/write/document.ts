import { Document, isCollection, type Node, type Pair, Scalar, type YAMLMap } from "yaml";
import { type Line, plain } from "./draft";

export const SCHEMA_LINE = "# yaml-language-server: $schema=../schema/deployment.json";

/** The deployment file: each value with a comment that says where it came from. */
export function document(lines: readonly Line[], about: readonly string[]): string {
  const made = new Document({ target: "docker", ...plain(lines) }, { aliasDuplicateObjects: false });
  for (const { path, from } of lines)
    annotate(made, path.map(String), [...new Set(from.map(({ key, file, line }) => key || `${file}:${line}`))]);
  const contents = made.contents as YAMLMap<Scalar<string>, Node>;
  for (const pair of contents.items.slice(1)) pair.key.spaceBefore = true;
  const version = made.getIn(["airflow", "version"], true);
  if (version instanceof Scalar) version.type = Scalar.QUOTE_DOUBLE;
  const text = made.toString({ lineWidth: 0 }).replace(/^( {1,40}queues: )\[ (.*?) \]/gm, "$1[$2]");
  return `${[SCHEMA_LINE, ...about.map((line) => `# ${line}`)].join("\n")}\n${text}`;
}

function annotate(made: Document, path: readonly string[], from: readonly string[]): void {
  const parent = made.getIn(path.slice(0, -1), true) as YAMLMap<Scalar<string>, Node>;
  const pair = parent.items.find((item: Pair<Scalar<string>, Node>) => item.key.value === path.at(-1));
  if (pair?.value === undefined || pair.value === null) return;
  const node = pair.value;
  const comment = ` from ${from.map(shorter).join(", ")}`;
  if (!isCollection(node)) {
    node.comment = comment;
    return;
  }
  const inline = JSON.stringify(node.toJSON()).length < 70;
  if (inline) node.flow = true;
  else for (const item of node.items) if (isCollection(item)) item.flow = true;
  if (inline) node.comment = comment;
  else pair.key.commentBefore = comment;
}

/** The variable's own name stands in the line already. */
const shorter = (key: string): string => key.replace(/\.environment\.\w+$/, ".environment");
