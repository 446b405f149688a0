// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's
import { TerraformElement, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { hasReference, pieces } from "./reference";
import { forTerraform } from "./stand-in";

/**
 * A stack in which nothing is code but what cdktf made a reference: `${` and `%{` of any other text are written so that
 * Terraform reads them as text. The encoders of this folder have done so before; this is for what came another way.
 */
export class Stack extends TerraformStack {
  private readonly guarded = new Set<IConstruct>();

  /**
   * Before it writes, cdktf works out every value once only to find references to other stacks: a fifth of a synth.
   * A stack here has its own backend and refers to no other.
   */
  override prepareStack(): void {}

  override toTerraform(): unknown {
    this.guard();
    return forTerraform(super.toTerraform());
  }

  override toHclTerraform() {
    this.guard();
    const { hcl, metadata } = super.toHclTerraform();
    return { hcl: forTerraform(hcl), metadata };
  }

  private guard(): void {
    for (const one of this.node.findAll()) {
      if (one === this || this.guarded.has(one) || !TerraformElement.isTerraformElement(one)) continue;
      this.guarded.add(one);
      const [json, hcl] = [one.toTerraform.bind(one), one.toHclTerraform.bind(one)];
      one.toTerraform = () => onlyReferences(json());
      one.toHclTerraform = () => onlyReferences(hcl());
    }
  }
}

/** The same value, in texts and keys of which only references are code. */
export function onlyReferences(value: unknown): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map(onlyReferences);
  // What cdktf works out later is a reference, or made of some.
  if (typeof value !== "object" || value === null || "resolve" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [text(key), onlyReferences(inside)]));
}

/** A `$` before a reference would make it text: Terraform reads `$${`. */
function text(value: string): string {
  if (!/[$%]/.test(value)) return value;
  const parts = pieces(value);
  return parts
    .map((part, index) => {
      if (hasReference(part)) return part;
      const escaped = part.replace(/(?<!\$)\$\{/g, () => "$${").replace(/(?<!%)%\{/g, "%%{");
      return index < parts.length - 1 ? escaped.replace(/\$$/, () => '${"$"}') : escaped;
    })
    .join("");
}
