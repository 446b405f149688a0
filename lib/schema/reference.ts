import { neutral } from "../deployment/schema";
import { annotated, defaultText } from "./annotate";
import { type Field, fields } from "./fields";
import { kinds } from "./kinds";
import type { Node } from "./node";
import { deploymentSchema, type Shapes, targetSchema } from "./schemas";
import { code, row, table } from "./table";
import { inYaml } from "./yaml";

interface Words {
  readonly known: readonly Node[];
  readonly targets?: Shapes;
}

/** docs/reference.md: every key of every target, from the same JSON Schema that editors read. */
export function reference(targets: Shapes): string {
  const known = kinds();
  const open = ({ title }: Node) => known.every((kind) => kind.title !== title);
  const all = merged([
    ...fields({ properties: { target: deploymentSchema(targets).properties?.["target"] ?? {} }, required: ["target"] }),
    ...Object.entries(targets).flatMap(([name, { shape }]) => fields(targetSchema(name, shape), "", open)),
  ]);
  const tops = all.filter(({ path }) => !/[.[]/.test(path));
  return [
    ...HEAD,
    tops.map(({ path }) => `[${path}](#${path.toLowerCase()})`).join(" · "),
    "",
    ...kindsSection(known, open),
    ...tops.flatMap((top) => section(top, all, { known, targets })),
  ].join("\n");
}

const HEAD = [
  "<!-- Written by `npm run schema`. Do not edit. -->",
  "# Every key of a deployment file",
  "",
  "[deployment-file.md](deployment-file.md) explains the file as a whole. Editors show the same words, see",
  "[there](deployment-file.md#in-an-editor). Words in capitals stand for names of your own.",
  "",
];

/** One field for each place and meaning: a target's own pools make no second `workers`. */
function merged(found: readonly Field[]): readonly Field[] {
  const first = new Map<string, Field>();
  for (const field of found) {
    const key = field.path === "target" ? "target" : [field.path, field.node.title, field.node.description].join("\n");
    if (!first.has(key)) first.set(key, field);
  }
  return [...first.values()];
}

function kindsSection(known: readonly Node[], open: (node: Node) => boolean): readonly string[] {
  const rows = known.map((node) =>
    row([anchor(kindId(node.title)) + node.title, node.description ?? "", examples(node)]),
  );
  const opened = known.flatMap((node) => {
    const inside = fields(annotated(node), kindId(node.title), (one) => one.title === node.title || open(one));
    return inside.length === 0 ? [] : ["", `Keys of kind ${node.title}:`, "", ...fieldTable(inside, { known })];
  });
  return ["## Kinds of values", "", ...table(["Kind", "What it is", "Example"], rows), ...opened, ""];
}

function section(top: Field, all: readonly Field[], words: Words): readonly string[] {
  const inside = all.filter(({ path }) => path.startsWith(`${top.path}.`));
  const only = onlyOn(top.path, words.targets);
  return [
    `## ${top.path}`,
    "",
    [purpose(top.node), only === undefined ? "" : `Only on ${only}.`].join(" ").trim(),
    "",
    [kindOf(top.node, words), ...standardAndExamples(top)].join(" · "),
    "",
    ...(inside.length === 0 ? [] : [...fieldTable(inside, words), ""]),
  ];
}

function fieldTable(found: readonly Field[], words: Words): readonly string[] {
  const rows = found.map((field) => {
    const { path, node } = field;
    const only = onlyOn(path, words.targets);
    const key = [anchor(path) + code(path.slice(path.indexOf(".") + 1)), kindOf(node, words)];
    const what = [purpose(node), ...(only === undefined ? [] : [`Only on ${only}.`])];
    return row([key.join("<br>"), what.join(" "), standardAndExamples(field).join("<br>")]);
  });
  return table(["Key", "What it does", "Default and example"], rows);
}

const anchor = (id: string) => `<a id="${id}"></a>`;
const kindId = (title = "") => `kind-${title.replaceAll(" ", "-")}`;
const examples = ({ examples = [] }: Node) => examples.map((example) => code(inYaml(example))).join(", ");

/** The kind, with a link to where it is explained. */
function kindOf({ title = "" }: Node, { known }: Words): string {
  const found = known.find((kind) => title === kind.title || title.startsWith(`${kind.title},`));
  return found?.title === undefined ? title : title.replace(found.title, `[${found.title}](#${kindId(found.title)})`);
}

const UNWRITTEN = /\s*Unwritten: (.*?)\.?$/;
const purpose = ({ description = "" }: Node) => description.replace(UNWRITTEN, "");

function standardAndExamples(field: Field): readonly string[] {
  const standard = standardOf(field);
  return [...(standard === "" ? [] : [standard]), `example: ${examples(field.node)}`];
}

function standardOf({ node, required }: Field): string {
  if (required) return "must be written";
  const text = defaultText(node);
  if (text === "{}" || text === "[]" || text === '""') return "default: none";
  if (text !== undefined) return `default: ${code(text)}`;
  const [, unwritten] = UNWRITTEN.exec(node.description ?? "") ?? [];
  return unwritten === undefined ? "" : `unwritten: ${unwritten}`;
}

/** The targets that add a key to the file; undefined for a key that every target knows. */
function onlyOn(path: string, targets: Shapes = {}): string | undefined {
  const [top = "", , key = ""] = path.split(".");
  const names = Object.keys(targets).filter((name) => {
    const shape = targets[name]?.shape;
    return Object.hasOwn(shape?.top ?? {}, top) || (top === "workers" && Object.hasOwn(shape?.pool ?? {}, key));
  });
  return names.length === 0 || Object.hasOwn(neutral, top) ? undefined : names.map(code).join(", ");
}
