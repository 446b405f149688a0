import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../support/docker";
import { examples } from "../../support/examples";

/** What people review, of every example of every target; truth-TARGET.test.ts compare it with what Terraform gets. */
const all = examples();

test.each(all)(
  "%s: every end of a link is in the picture, every place is known, nothing is an expression",
  (_, { review }) => {
    const nodes = review.picture.nodes.map(({ id }) => id);
    const ends = review.picture.links.flatMap(({ from, to }) => [from, to]);
    expect(ends.filter((end) => !nodes.includes(end))).toEqual([]);
    expect(new Set(nodes).size).toBe(nodes.length);
    const places = review.picture.places.map(({ id }) => id);
    expect(review.picture.nodes.flatMap(({ place = [] }) => place).filter((place) => !places.includes(place))).toEqual(
      [],
    );
    expect(JSON.stringify(review)).not.toMatch(/\$\{|TfToken/);
  },
);

test.each(all)("%s: every line that it names is in its file", (_, { review }) => {
  const found = [...JSON.stringify(review).matchAll(/"file":"([^"]+)","line":(\d+)/g)];
  expect(found.length).toBeGreaterThan(10);
  for (const [, file = "", line] of found) {
    const lines = readFileSync(join(PROJECT, file), "utf8").split("\n").length;
    expect(Number(line)).toBeGreaterThanOrEqual(1);
    expect(Number(line)).toBeLessThanOrEqual(lines);
  }
});
