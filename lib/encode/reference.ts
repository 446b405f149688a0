import { type IResolveContext, Lazy, ref, Token } from "cdktf";

/** As cdktf marks what only Terraform knows inside a text. No text of a file looks like it, see stand-in.ts. */
const REFERENCE = /([$#&]\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

/** Whether a part of it is known to Terraform only. */
export const hasReference = (text: string): boolean => REFERENCE.test(text);

/** A text as references and words of ours in turn. */
export const pieces = (text: string): string[] => text.split(REFERENCE).filter((part) => part !== "");

/** `local.one`, `data.aws_kms_key.backup.arn`, `each.key`. */
const ADDRESS = /^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/;

/**
 * An expression in Terraform's language, where cdktf has no words for it. What is filled in is a reference, an address,
 * or else a text between quotes. A list or a number comes of it by listOf and numberOf.
 */
export const expression = (words: TemplateStringsArray, ...filled: readonly string[]): string =>
  code(String.raw({ raw: words }, ...filled.map(part)));

/** For this folder alone: Terraform's language as it is. */
export const code = (text: string): string => ref(text).toString();

const part = (text: string): string => (hasReference(text) || ADDRESS.test(text) ? text : quoted(text));

/** A text of Terraform's language, with its quotes. */
export const quoted = (text: string): string =>
  JSON.stringify(text.replaceAll("${", () => "$${").replaceAll("%{", "%%{"));

export const listOf = (expression: string): string[] => Token.asList(expression);
export const numberOf = (expression: string): number => Token.asNumber(expression);

/** A text that cdktf works out the first time that it meets it, and not again for each resource that has it. */
export function once(text: string): string {
  let known: string | undefined;
  const produce = (context: IResolveContext): string => {
    known ??= String(context.resolve(text));
    return known;
  };
  return Lazy.stringValue({ produce });
}
