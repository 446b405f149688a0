import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Review } from "../../lib/review/model";
import { page } from "../../lib/review/page/html";
import { draw } from "../../lib/review/picture/draw";
import { writeBootFiles } from "../../lib/synth/boot-files";
import { PROJECT } from "../support/docker";
import { sampleSource } from "../support/review-source";
import { manyPools, naughtyReview, withPools } from "../support/review-variations";
import { reviewed } from "../support/reviewed";

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Pages, with the boot files that they link to, of every example file, of 100 pools, and of names that SVG and HTML would misread. */
export function writeSamples(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const directory of ["configs", "examples/configs"])
    for (const file of readdirSync(join(PROJECT, directory))) {
      const path = `${directory}/${file}`;
      const text = readFileSync(join(PROJECT, path), "utf8");
      const { review, bootFiles } = reviewed(text, basename(file, ".yaml"), path);
      writeBootFiles(join(dirname(folder), "stacks", review.stack), bootFiles);
      write(folder, review, sourcesOf(review, { path, text }));
    }
  write(folder, { ...withPools(manyPools(100)), stack: "hundred-pools" }, [sampleSource]);
  write(folder, { ...naughtyReview(), stack: "bad-names" }, [sampleSource]);
}

function write(folder: string, review: Review, sources: readonly Source[]): void {
  writeFileSync(join(folder, `${review.stack}.json`), JSON.stringify(review));
  writeFileSync(join(folder, `${review.stack}.html`), page(review, sources, draw(review)));
}

/** The file itself and those that its facts point into. */
function sourcesOf(review: Review, own: Source): Source[] {
  const named = [...JSON.stringify(review).matchAll(/"file":"([^"]+)"/g)].map(([, file = ""]) => file);
  const others = [...new Set(named)].filter((file) => file !== own.path);
  return [own, ...others.map((path) => ({ path, text: readFileSync(join(PROJECT, path), "utf8") }))];
}
