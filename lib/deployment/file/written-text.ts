import { z } from "zod";
import type { Path } from "../words/finding";

/** A text that the file itself writes, where it stands and what a person called it. */
export interface WrittenText {
  readonly path: Path;
  /** The name that a person chose for it: of a variable, an option, a tag. Empty where the key is one of the schema. */
  readonly name: string;
  readonly value: string;
  /** Why it is no secret, where the file says so. */
  readonly because?: string;
  /** A key itself, which a person chose. */
  readonly isKey?: true;
  /** The name of a secret in its store, of a reference to it. */
  readonly isSecretName?: true;
}

interface Open {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  readonly path: Path;
  readonly name: string;
  readonly isSecretName?: true;
}

/**
 * Every text and number of a file that its schema took, also the names that people chose. Which key is whose, and where
 * a secret is only referred to, the schema says: a new key of a schema is looked at without a word here.
 */
export function writtenTexts(schema: z.core.$ZodType, value: unknown): readonly WrittenText[] {
  const open: Open[] = [{ schema, value, path: [], name: "" }];
  const found: WrittenText[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, name, value: here } = next;
    if (typeof here === "string" || typeof here === "number")
      found.push({ path, name, value: String(here), ...(next.isSecretName === true ? { isSecretName: true } : {}) });
    if (typeof here !== "object" || here === null) continue;
    const inner = fitting(next.schema, here);
    const reason = inner === undefined ? undefined : reasoned(inner, here);
    if (reason !== undefined) found.push({ path, name, value: reason.plain, because: reason.because });
    if (inner instanceof z.ZodRecord)
      found.push(...Object.keys(here).map((key) => ({ path, name: "", value: key, isKey: true as const })));
    open.push(
      ...inside(inner, here, path)
        .reverse()
        .filter(({ path: to }) => reason === undefined || to.at(-1) !== "plain"),
    );
  }
  return found;
}

function inside(schema: z.core.$ZodType | undefined, value: object, path: Path): Open[] {
  if (Array.isArray(value)) {
    const element = schema instanceof z.ZodArray ? schema.element : ANY;
    return value.map((one, index) => ({ schema: element, value: one, path: [...path, index], name: "" }));
  }
  return Object.entries(value).map(([key, one]) => {
    const to = [...path, key];
    if (schema instanceof z.ZodRecord) return { schema: schema.valueType, value: one, path: to, name: key };
    const known: unknown = schema instanceof z.ZodObject && Object.hasOwn(schema.shape, key) ? schema.shape[key] : ANY;
    const inner = { schema: isSchema(known) ? known : ANY, value: one, path: to, name: "" };
    return key === "secret" && isReference(schema) ? { ...inner, isSecretName: true as const } : inner;
  });
}

/** By its keys, as a text with a reason is known. */
const isReference = (schema: z.core.$ZodType | undefined): boolean =>
  schema instanceof z.ZodObject && Object.keys(schema.shape).join() === "secret,key,file";

const ANY = z.unknown();
const isSchema = (value: unknown): value is z.core.$ZodType => value instanceof z.ZodType;

/** The schema of the section that stands there, out of defaults, unions and transforms. */
function fitting(schema: z.core.$ZodType, value: object): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodUnion) {
    const forms = schema.options.flatMap((option) => fitting(option, value) ?? []);
    return (
      forms.find((form) => form instanceof z.ZodObject && Object.keys(value).every((key) => key in form.shape)) ??
      forms[0]
    );
  }
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly
  )
    return fitting(schema.unwrap(), value);
  if (schema instanceof z.ZodPipe) return fitting(schema.in, value);
  const fits = Array.isArray(value)
    ? schema instanceof z.ZodArray
    : schema instanceof z.ZodObject || schema instanceof z.ZodRecord;
  return fits ? schema : undefined;
}

function reasoned(schema: z.core.$ZodType, value: object): { plain: string; because: string } | undefined {
  const [plain, because]: unknown[] = [Reflect.get(value, "plain"), Reflect.get(value, "because")];
  const keys = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  if (keys.join() !== "plain,because" || typeof because !== "string") return undefined;
  return { plain: String(plain), because };
}
