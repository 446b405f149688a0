import { Document, isScalar, Scalar, visit } from "yaml";

/** What readers of YAML take as it is; in quotes, the rest is written as an escape. Source: YAML 1.2, "Character Set". */
const PRINTABLE = /^[\t\n\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
/** Lines of which one ends with blanks, which nobody sees, or begins with a tab, which some readers refuse. */
const UNSEEN = /[ \t]\n|[ \t]$|^\s|\n\t/;
/** What YAML 1.1 has a meaning for where it stands alone. */
const MEANT = ["=", "<<"];
const ESCAPED = /[\x7F-\x9F\u2028\u2029\uFEFF]/g;

/**
 * YAML that people can read: a text of several lines is a block, line for line. The same bytes for the same value. Read
 * the same way by YAML 1.1, which PyYAML and cloud-init speak.
 */
export function yaml(value: object): string {
  const document = new Document(value, { compat: "yaml-1.1", aliasDuplicateObjects: false });
  visit(document, { Scalar: (_, node) => void style(node) });
  const text = document.toString({ lineWidth: 0, minContentWidth: 0, indentSeq: false });
  return text.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function style(node: Scalar): void {
  if (!isScalar(node) || typeof node.value !== "string") return;
  if (!PRINTABLE.test(node.value) || MEANT.includes(node.value)) node.type = Scalar.QUOTE_DOUBLE;
  else if (node.value.includes("\n")) node.type = UNSEEN.test(node.value) ? Scalar.QUOTE_DOUBLE : Scalar.BLOCK_LITERAL;
}
