import type { Review } from "../../../lib/review/model";

/** A box of the picture: what its title holds, and what can be read in it: its name, and the lines below. */
export interface Read {
  readonly title: string;
  readonly label: string;
  readonly lines: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
const blanks = (text: string): string => text.replace(/\s+/g, " ").trim();
const plain = (text: string): string =>
  blanks(text.replace(/&(lt|gt|quot|#39|amp);/g, (entity, name: string) => ENTITIES[name] ?? entity));

/** Texts of an SVG, and its boxes. */
export function read(svg: string): { readonly texts: readonly string[]; readonly nodes: readonly Read[] } {
  const nodes = [...svg.matchAll(/data-node="[^"]*"[^>]*><title>([^<]*)<\/title>(.*?)<\/(?:a|g)>(?=<|$)/gs)];
  return {
    texts: textsOf(svg),
    nodes: nodes.map(([, title = "", inner = ""]) => box(plain(title), textsOf(inner))),
  };
}

/** A box of its texts: the first is its name. */
export const box = (title: string, [label = "", ...lines]: readonly string[]): Read => ({
  title: blanks(title),
  label: blanks(label),
  lines: blanks(lines.join(" ")),
});

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => plain(text));

/** Pools without a box of their name, and queues that their box does not name. */
export function unread(nodes: readonly Read[], { pools, queues }: Review): string[] {
  const missing = pools.flatMap(({ name, queues: consumed }) => {
    const own = nodes.filter((node) => named(node, blanks(name)));
    if (own.length === 0) return [`pool ${name}`];
    return consumed
      .filter((queue) => !own.some((node) => lists(node, blanks(queue))))
      .map((queue) => `queue ${queue} of pool ${name}`);
  });
  const lost = queues.filter(({ name }) => !nodes.some((node) => lists(node, blanks(name))));
  return [...missing, ...lost.map(({ name }) => `queue ${name}`)];
}

/** `worker-gpu` is the box of pool gpu. A shortened name counts where the title has the whole of it. */
function named({ title, label }: Read, name: string): boolean {
  if (label === name || label.endsWith(`-${name}`)) return true;
  const [begin = "", end] = label.split("…");
  if (end === undefined || !title.startsWith(begin) || !name.endsWith(end)) return false;
  return title.includes(`-${name}`) || title.includes(`- ${name}`);
}

function lists({ title, lines }: Read, name: string): boolean {
  const item = (text: string) => new RegExp(`(^|[,:] )${text}(,| |$)`);
  if (item(escaped(name)).test(lines)) return true;
  const whole = item(escaped(name)).test(title);
  return whole && cuts(name).some((cut) => item(cut).test(lines));
}

/** Forms of a name with `…` in its middle. A name with blanks is cut in each of its words. */
const cuts = (name: string): string[] =>
  [4, 5, 6].map((kept) =>
    name
      .split(" ")
      .map((word) => `(${escaped(word)}|${escaped(word.slice(0, 6))}[^ ]*…[^ ]*${escaped(word.slice(-kept))})`)
      .join(" "),
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
