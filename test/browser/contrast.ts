import type { Page } from "playwright-core";
import type { Dom, Window } from "./dom";

/** A text and the colours that it and its ground were painted with. */
export interface Painted {
  readonly text: string;
  readonly ink: string;
  readonly ground: string;
}

/** WCAG 2.2, 1.4.3, level AA, for text of usual size. */
const ENOUGH = 4.5;

/** Every text of the page with its own colour and the nearest painted ground; in the picture, that of its box or tab. */
export const paintedTexts = (page: Page): Promise<Painted[]> =>
  page.evaluate(() => {
    const window = globalThis as unknown as Window;
    const clear = (colour: string) => colour === "rgba(0, 0, 0, 0)" || colour === "transparent";
    const ground = (element: Dom | null): string => {
      if (element === null) return "rgb(255, 255, 255)";
      const { backgroundColor } = window.getComputedStyle(element);
      return clear(backgroundColor) ? ground(element.parentElement) : backgroundColor;
    };
    const own = (element: Dom) =>
      [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && (textContent ?? "").trim() !== "");
    const html = [...window.document.querySelectorAll("body :not(svg *, svg)")].filter(own).map((element) => ({
      text: element.textContent ?? "",
      ink: window.getComputedStyle(element).color,
      ground: ground(element),
    }));
    const drawn = [...window.document.querySelectorAll("svg.picture [data-node], svg.picture .tab")].flatMap((node) => {
      const shape = node.querySelector(".box, rect");
      if (shape === null) return [];
      return [...node.querySelectorAll("text")].map((text) => ({
        text: text.textContent ?? "",
        ink: window.getComputedStyle(text).fill,
        ground: window.getComputedStyle(shape).fill,
      }));
    });
    return [...html, ...drawn];
  });

/** Texts whose contrast is below level AA, each pair of colours once. */
export function faint(texts: readonly Painted[]): string[] {
  const pairs = new Map(texts.map((one) => [`${one.ink} on ${one.ground}`, one]));
  return [...pairs].flatMap(([pair, { text, ink, ground }]) => {
    const ratio = contrast(ink, ground);
    return ratio >= ENOUGH ? [] : [`${text.trim().slice(0, 30)}: ${ratio.toFixed(2)} (${pair})`];
  });
}

/** WCAG's contrast ratio of two colours as a browser computes them, `rgb(1, 2, 3)`; 0 for any other form. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return Number.isNaN(light + dark) ? 0 : (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [, red, green, blue] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour) ?? [];
  const part = (value: string | undefined): number => {
    const share = Number(value ?? Number.NaN) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
}
