import type { Page } from "playwright-core";
import type { Review } from "../../lib/review/model";
import { box, unread } from "../review/picture/readable";
import type { Box, Window } from "./dom";

export interface Shown {
  readonly text: string;
  readonly at: Box;
}

/** A box of the picture as the browser drew it. People have no outline. */
export interface ShownNode {
  readonly id: string;
  readonly title: string;
  readonly outline: Box | undefined;
  readonly texts: readonly Shown[];
}

export interface ShownPicture {
  readonly nodes: readonly ShownNode[];
  readonly tabs: readonly (Shown & { readonly outline: Box })[];
}

/** What the browser made of the SVG: texts that are really painted, and where. */
export const look = (page: Page): Promise<ShownPicture> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as Window;
    const rect = ({ left, top, right, bottom, width, height }: Box) => ({ left, top, right, bottom, width, height });
    const texts = (element: Window["document"]["documentElement"]) =>
      [...element.querySelectorAll("text")].map((text) => ({
        text: text.textContent ?? "",
        at: rect(text.getBoundingClientRect()),
      }));
    return {
      nodes: [...document.querySelectorAll("svg.picture [data-node]")].map((node) => {
        const outline = node.querySelector(".box");
        return {
          id: node.getAttribute("data-node") ?? "",
          title: node.querySelector("title")?.textContent ?? "",
          outline: outline === null ? undefined : rect(outline.getBoundingClientRect()),
          texts: texts(node),
        };
      }),
      tabs: [...document.querySelectorAll("svg.picture .tab")].flatMap((tab) => {
        const outline = tab.querySelector("rect");
        const [text] = texts(tab);
        return outline === null || text === undefined
          ? []
          : [{ ...text, outline: rect(outline.getBoundingClientRect()) }];
      }),
    };
  });

const painted = ({ at }: Shown): boolean => at.width > 0 && at.height > 0;

/** Pools and queues that nobody can read in the picture. */
export const unreadable = ({ nodes }: ShownPicture, review: Review): string[] =>
  unread(
    nodes.map(({ title, texts }) =>
      box(
        title,
        texts.filter(painted).map(({ text }) => text),
      ),
    ),
    review,
  );

/** Published ports that no arrow's tab shows. */
export const unshownPorts = ({ tabs }: ShownPicture, { ports }: Review): string[] =>
  ports
    .flatMap(({ published }) => /:(\d+)$/.exec(published?.address ?? "")?.[1] ?? [])
    .filter((port) => !tabs.some((tab) => painted(tab) && tab.text.split(" ")[0] === port));

/** Half a pixel is how browsers round. */
const ROUNDING = 0.5;

const within = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left - ROUNDING &&
  inner.right <= outer.right + ROUNDING &&
  inner.top >= outer.top - ROUNDING &&
  inner.bottom <= outer.bottom + ROUNDING;

/** Texts that leave their box or their tab. */
export const overflowing = ({ nodes, tabs }: ShownPicture): string[] => [
  ...nodes.flatMap(({ outline, texts }) =>
    texts.filter(({ at }) => outline !== undefined && !within(at, outline)).map(({ text }) => text),
  ),
  ...tabs.filter(({ at, outline }) => !within(at, outline)).map(({ text }) => text),
];

/** Pairs of boxes of which one lies on the other. */
export function overlapping({ nodes }: ShownPicture): string[] {
  const boxes = nodes.flatMap(({ id, outline }) => (outline === undefined ? [] : [{ id, outline }]));
  return boxes.flatMap(({ id, outline: one }, index) =>
    boxes
      .slice(index + 1)
      .filter(
        ({ outline: other }) =>
          one.left < other.right - ROUNDING &&
          other.left < one.right - ROUNDING &&
          one.top < other.bottom - ROUNDING &&
          other.top < one.bottom - ROUNDING,
      )
      .map((other) => `${id} and ${other.id}`),
  );
}
