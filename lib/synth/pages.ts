import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LARGEST, readText } from "../deployment/disk/disk";
import { fromPages } from "../review/boot-file";
import { markdown } from "../review/markdown";
import { markOld as markOldMarkdown } from "../review/markdown/old";
import type { At, Review } from "../review/model";
import { page } from "../review/page/html";
import { markOld as markOldPage } from "../review/page/old";
import { draw } from "../review/picture/draw";
import type { Layouts } from "../review/picture/layout";
import { filesOf, type NamedDeployment } from "./deployments";
import { list, REVIEW } from "./page-folder";

/** Writes model, Markdown and page of each stack into a folder that is not yet the output. */
export function writePages(
  next: string,
  root: string,
  outdir: string,
  reviews: readonly Review[],
  deployments: readonly NamedDeployment[],
): void {
  const folder = join(next, REVIEW);
  mkdirSync(folder);
  const link = ({ file, line }: At) => `${relative(join(outdir, REVIEW), join(root, file))}#L${line}`;
  // Stacks of one project are mostly of few shapes, and a layout is half of what a review costs.
  const layouts: Layouts = new Map();
  for (const review of reviews) {
    const write = (end: string, text: string) => writeFileSync(join(folder, `${review.stack}.${end}`), text);
    write("json", `${JSON.stringify(review, null, 2)}\n`);
    write("md", markdown(review, { link, bootFile: (name) => fromPages(review.stack, name) }));
    write(
      "html",
      page(review, deployments.filter(({ stack }) => stack === review.stack).flatMap(filesOf), draw(review, layouts)),
    );
  }
}

/** The pages of the last good synth say that they are old, and why there are no newer ones. */
export function markPagesOld(outdir: string, problems: readonly string[]): void {
  const folder = join(outdir, REVIEW);
  for (const name of list(folder)) {
    if (name.endsWith(".html")) rewrite(join(folder, name), (text) => markOldPage(text, problems));
    if (name.endsWith(".md")) rewrite(join(folder, name), (text) => markOldMarkdown(text, problems));
  }
}

/** Whoever reads it meanwhile gets the old text or the new one. What cannot be read is no page of ours. */
function rewrite(file: string, change: (text: string) => string): void {
  const read = readText(file, LARGEST.state);
  if ("fault" in read) return;
  const next = `${file}.next`;
  writeFileSync(next, change(read.text));
  renameSync(next, file);
}
