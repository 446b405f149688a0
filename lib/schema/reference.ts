import { annotated, defaultText } from "./annotate";
import { type Field, fields } from "./fields";
import { kinds } from "./kinds";
import { type MergedField, merged } from "./merged";
import type { Node } from "./node";
import { deploymentSchema, type Shapes, targetSchema } from "./schemas";
import { code, row, table } from "./table";
import { inYaml } from "./yaml";

/** docs/reference.md: every key of every target, from the same JSON Schema that editors read. */
export function reference(targets: Shapes): string {
  const known = kinds();
  const open = ({ title }: Node) => known.every((kind) => kind.title !== title);
  const all = merged(
    Object.fromEntries(
      Object.entries(targets).map(([name, { shape }]) => [
        name,
        [
          ...targetField(targets),
          ...fields(targetSchema(name, shape, []), "", open).filter(({ path }) => path !== TARGET),
        ],
      ]),
    ),
  );
  const tops = all.filter(({ path, first }) => first && !/[.[]/.test(path));
  return [
    ...HEAD,
    tops.map(({ path }) => `[${path}](#${path.toLowerCase()})`).join(" · "),
    "",
    ...kindsSection(known, open),
    ...tops.flatMap(({ path }) => section(path, all, known)),
  ].join("\n");
}

const TARGET = "target";

/** The one key whose kind names all targets. */
const targetField = (targets: Shapes): readonly Field[] =>
  fields({ properties: { [TARGET]: deploymentSchema(targets, []).properties?.[TARGET] ?? {} }, required: [TARGET] });

const HEAD = [
  "<!-- Written by `npm run schema`. Do not edit. -->",
  "# Every key of a deployment file",
  "",
  "[deployment-file.md](deployment-file.md) explains the file as a whole. Editors show the same words, see",
  "[there](deployment-file.md#in-an-editor). Words in capitals stand for names of your own.",
  "",
];

function kindsSection(known: readonly Node[], open: (node: Node) => boolean): readonly string[] {
  const rows = known.map((node) =>
    row([anchor(kindId(node.title)) + node.title, node.description ?? "", examples(node)]),
  );
  const opened = known.flatMap((node) => {
    const inside = fields(annotated(node), kindId(node.title), (one) => one.title === node.title || open(one));
    const rows = inside.map((field) => ({ ...field, first: true }));
    return inside.length === 0 ? [] : ["", `Keys of kind ${node.title}:`, "", ...fieldTable(rows, known)];
  });
  return ["## Kinds of values", "", ...table(["Kind", "What it is", "Example"], rows), ...opened, ""];
}

/** A key at the top, once for each meaning that targets give it, and the keys in it. */
function section(top: string, all: readonly MergedField[], known: readonly Node[]): readonly string[] {
  const inside = all.filter(({ path }) => path.startsWith(`${top}.`));
  const meanings = all.filter(({ path }) => path === top);
  return [
    `## ${top}`,
    "",
    ...meanings.flatMap((field) => [
      told(field),
      "",
      [kindOf(field.node, known), ...standardAndExamples(field)].join(" · "),
      "",
    ]),
    ...(inside.length === 0 ? [] : [...fieldTable(inside, known), ""]),
  ];
}

function fieldTable(found: readonly MergedField[], known: readonly Node[]): readonly string[] {
  const rows = found.map((field) => {
    const { path, node, first } = field;
    const key = [(first ? anchor(path) : "") + code(path.slice(path.indexOf(".") + 1)), kindOf(node, known)];
    return row([key.join("<br>"), told(field), standardAndExamples(field).join("<br>")]);
  });
  return table(["Key", "What it does", "Default and example"], rows);
}

const told = ({ node, only }: MergedField): string =>
  [purpose(node), ...(only === undefined ? [] : [`Only on ${only.map(code).join(", ")}.`])].join(" ").trim();

const anchor = (id: string) => `<a id="${id}"></a>`;
const kindId = (title = "") => `kind-${title.replaceAll(" ", "-")}`;
const examples = ({ examples = [] }: Node) => examples.map((example) => code(inYaml(example))).join(", ");

/** The kind, with a link to where it is explained. */
function kindOf({ title = "" }: Node, known: readonly Node[]): string {
  const found = known.find((kind) => title === kind.title || title.startsWith(`${kind.title},`));
  return found?.title === undefined ? title : title.replace(found.title, `[${found.title}](#${kindId(found.title)})`);
}

const UNWRITTEN = /(?<!\s)\s*Unwritten: (.*?)\.?$/;
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
