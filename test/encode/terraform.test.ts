// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ref, TerraformOutput } from "cdktf";
import { Fn, jsonencoded } from "../../lib/encode/functions";
import { argument, literal, literals } from "../../lib/encode/terraform";
import { terraform, withoutTerraform } from "../support/terraform";
import { stackJson } from "../support/terraform-json";
import { evaluated as understood } from "../support/terraform-value";

/** All that Terraform, HCL and JSON read in their own way. */
const NASTY = 'a"b\\c\'d\\n ${x} %{y} $${z} %%{w} #; \t\n\r%s/@:?ü \\" <&> \u2028';

/** What Terraform knows of, in place of a resource. */
const KNOWN = 'of "another" ${resource} %{x} \\';

const VALUES = {
  literal: () => literal(NASTY),
  literals: () => literals({ nasty: NASTY })["nasty"] ?? "",
  argument: () => Fn.join("", [argument(NASTY)]),
  "a text of a function, without an encoder": () => Fn.join("", [NASTY]),
  "JSON of texts": () => jsonencoded({ text: NASTY, list: [NASTY, 1, true], inner: { deep: [{ text: NASTY }] } }),
  "JSON with a reference": () => jsonencoded([{ name: "a", value: ref("local.known") }]),
  "JSON with a reference inside a text": () => jsonencoded({ arn: `${ref("local.known")}::1` }),
  "JSON in JSON": () => jsonencoded({ encoded: jsonencoded({ text: NASTY, known: ref("local.known") }) }),
  "JSON without what is not said": () => jsonencoded({ said: null, unsaid: undefined, no: false, nought: 0, none: "" }),
};

const EXPECTED: Readonly<Record<keyof typeof VALUES, unknown>> = {
  literal: NASTY,
  literals: NASTY,
  argument: NASTY,
  "a text of a function, without an encoder": NASTY,
  "JSON of texts": { text: NASTY, list: [NASTY, 1, true], inner: { deep: [{ text: NASTY }] } },
  "JSON with a reference": [{ name: "a", value: KNOWN }],
  "JSON with a reference inside a text": { arn: `${KNOWN}::1` },
  "JSON in JSON": { encoded: { text: NASTY, known: KNOWN } },
  "JSON without what is not said": { said: null, no: false, nought: 0, none: "" },
};

const NAMES = Object.keys(VALUES) as (keyof typeof VALUES)[];
const ID = (index: number) => `value-${index}`;

/** Each as it stands in Terraform's JSON. */
const expressions = (): readonly string[] => {
  const { output = {} } = stackJson((stack) => {
    NAMES.forEach((name, index) => {
      new TerraformOutput(stack, ID(index), { value: VALUES[name](), staticId: true });
    });
  });
  return NAMES.map((_, index) => output[ID(index)]?.value ?? "");
};

/** JSON is compared as what it says: Terraform writes keys in order, and some characters by their number. */
const decoded = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === "encoded" && typeof value === "string" ? decoded(value) : value));

describe("as the real Terraform reads it", () => {
  const reason = withoutTerraform();
  const root = mkdtempSync(join(tmpdir(), "expression-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const values = reason === undefined ? read(root) : undefined;
  if (reason !== undefined) console.warn(`Terraform's own reading of our text was not tried: ${reason}`);

  test.each(NAMES.map((name, index) => [name, index] as const))("%s", (name, index) => {
    if (values === undefined) return;
    const text = values[index] ?? "";
    expect(typeof EXPECTED[name] === "string" ? text : decoded(text)).toEqual(EXPECTED[name]);
  });
});

function read(folder: string): readonly string[] {
  const main = { locals: { known: literal(KNOWN), all: expressions() } };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(main));
  const { stdout, stderr } = terraform(folder, ["console"], "base64encode(jsonencode(local.all))\n");
  if (!/^"[\w+/=]+"\s*$/.test(stdout)) throw new Error(`${stdout}${stderr}`.slice(0, 3000));
  return JSON.parse(Buffer.from(stdout.trim().slice(1, -1), "base64").toString()) as string[];
}

test("a text without templates stays as it is", () => {
  for (const text of ["$5 100% {} $ {x}", 'quotes " and \\ backslashes']) expect(literal(text)).toBe(text);
});

test("the reader that tests of containers use understands the same as Terraform", () => {
  const all = expressions();
  const index = NAMES.indexOf("JSON of texts");
  expect(JSON.parse(String(understood(all[index] ?? "")))).toEqual(EXPECTED["JSON of texts"]);
  const reference = NAMES.indexOf("JSON with a reference inside a text");
  expect(JSON.parse(String(understood(all[reference] ?? "")))).toEqual({ arn: "${local.known}::1" });
});
