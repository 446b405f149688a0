import type { z } from "zod";
import { NAME, SECRET_FORM } from "../schema/scalars";
import { got, gotSection, mayBeSecret, quoted } from "./echo";
import { SEPARATOR } from "./expectation";
import type { Finding, Path } from "./finding";
import { nearest, suggestion } from "./nearest";

type Issue = z.core.$ZodIssue;

/** A finding about a key: shown under the section, placed at the key. */
export interface ShapeFinding extends Finding {
  readonly key?: string;
  /** The known key that an unknown one most likely stands for. */
  readonly meant?: string | undefined;
}

/**
 * What zod found, in the words of the file: what was expected, what stands there, what to write.
 * @param elsewhere keys that are unknown here only, and what to do instead
 */
export function shapeFindings(
  issues: readonly Issue[],
  value: unknown,
  elsewhere: Readonly<Record<string, string>> = {},
): ShapeFinding[] {
  const found = issues.flatMap((issue) => explain(issue, [], value)).map((finding) => instead(finding, elsewhere));
  // A mistyped key that must be there is one mistake, not two.
  const mistyped = found.flatMap(({ path, meant }) => (meant === undefined ? [] : [JSON.stringify([...path, meant])]));
  return found.filter(({ path }) => lookup(value, path) !== undefined || !mistyped.includes(JSON.stringify(path)));
}

/** Some key may stand near it by chance, so the reason wins over a guess. */
function instead(finding: ShapeFinding, elsewhere: Readonly<Record<string, string>>): ShapeFinding {
  const { key, path, message } = finding;
  if (key === undefined || !message.startsWith("unknown key") || !Object.hasOwn(elsewhere, key)) return finding;
  return { path, key, message: `unknown key ${quoted(key)}; ${elsewhere[key]}` };
}

function explain(issue: Issue, parent: Path, value: unknown): ShapeFinding[] {
  const path = [...parent, ...issue.path.map((segment) => (typeof segment === "number" ? segment : String(segment)))];
  const here = lookup(value, path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = issue.message.split(SEPARATOR).filter((key) => key !== "");
      return issue.keys.map((key) => ({
        path,
        key,
        meant: nearest(key, known),
        message: `unknown key ${quoted(key)}; ${suggestion(key, known)}`,
      }));
    }
    case "invalid_key":
      return [badKey(path, plain(issue.issues[0]?.message ?? issue.message))];
    case "invalid_union":
      return union(issue, path, value);
    case "custom":
      return [
        {
          path,
          message: issue.message + (typeof here === "object" ? gotSection(here) : got(here, path, issue.message)),
        },
      ];
    default:
      return [mismatch(path, plain(issue.message), here)];
  }
}

function mismatch(path: Path, message: string, here: unknown): ShapeFinding {
  return { path, message: here === undefined ? `missing; ${message}` : message + got(here, path, message) };
}

function badKey(path: Path, message: string): ShapeFinding {
  const key = String(path.at(-1));
  const better = key.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const hint =
    better !== key && !mayBeSecret(key) && /name of/.test(message) && NAME.test(better) ? `; write ${better}` : "";
  return { path: path.slice(0, -1), key, message: `${message}, got ${quoted(key)}${hint}` };
}

/** Where one form of several fits in kind, what is wrong inside that form; else the forms. */
function union(issue: Issue & { code: "invalid_union" }, path: Path, value: unknown): ShapeFinding[] {
  const kinds = issue.errors.filter((option) => !option.some(isOtherKind));
  // Of two kinds of sections that whose keys are written.
  const known = kinds.filter(
    (option) => !option.some(({ code, path }) => code === "unrecognized_keys" && path.length === 0),
  );
  const fitting = kinds.length > 1 && known.length > 0 ? known : kinds;
  const inner = fitting.length === 1 ? (fitting[0] ?? []) : [];
  const own = issue.message === "Invalid input" ? forms(issue.errors) : issue.message;
  const saysLess = inner.length === 0 || inner.some((one) => one.path.length === 0 && UNSPECIFIC.test(one.message));
  if (saysLess) {
    const here = lookup(value, path);
    return [takesOnlySecrets(issue, here) ? { path, message: own } : mismatch(path, own, here)];
  }
  return inner.flatMap((one) => explain(one, path, value));
}

/** A text where a secret goes, and no other text: it may be one. */
const takesOnlySecrets = ({ errors }: Issue & { code: "invalid_union" }, here: unknown): boolean =>
  typeof here === "string" && errors.some((option) => option.some(({ message }) => message === SECRET_FORM));

function isOtherKind(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_union") return issue.errors.every((option) => option.some(isOtherKind));
  return issue.code === "invalid_value" || (issue.code === "invalid_type" && issue.expected !== "int");
}

function forms(options: readonly (readonly Issue[])[]): string {
  const each = options.map((option) => option[0]?.message ?? "");
  const named = each.map((text) =>
    text === SECRET_FORM ? "{ secret: NAME } or { file: PATH }" : text.replace(/^expected /, ""),
  );
  return `expected ${named.join(", or ")}`;
}

const UNSPECIFIC = /^Invalid string: must match pattern (.*)$/;
const plain = (message: string) => message.replace(UNSPECIFIC, "expected text that matches $1");

function lookup(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, segment) => {
    if (typeof inside !== "object" || inside === null || !Object.hasOwn(inside, segment)) return undefined;
    return Reflect.get(inside, segment);
  }, value);
}
