import { type ComponentChild, type ComponentChildren, h } from "preact";

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element of the page. Preact escapes texts and attributes. */
export const el = (tag: string, attributes: Attributes, ...children: ComponentChildren[]): ComponentChild =>
  h(tag, attributes, ...children);

/** A section with its heading; `id` is where the contents lead. */
export const section = (id: string, title: string, ...children: ComponentChildren[]): ComponentChild =>
  el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), ...children);

/** A name of the user's: its direction is its own, and it may break anywhere. */
export const name = (text: string): ComponentChild => el("bdi", { class: "name" }, text);

/** Children with a comma between each two. */
export const commas = (children: readonly ComponentChild[]): ComponentChild[] =>
  children.flatMap((child, index) => (index === 0 ? [child] : [", ", child]));
