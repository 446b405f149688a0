import { flowchart } from "../../../lib/review/markdown/mermaid";
import type { Review } from "../../../lib/review/model";
import { sampleReview } from "../../support/review";
import { manyPools, NAUGHTY, withPools } from "../../support/review-variations";

const chart = ({ picture }: Review) => flowchart(picture);

/** All that a chart of ours may be made of: ids are numbers, and nothing in a label means anything to Mermaid. */
const LABEL = '"(?:[\\p{L}\\p{M}\\p{N} ,/=+×…›-]|#\\d+;|<br/>)*"';
const LINE = new RegExp(
  `^ *(?:flowchart LR|direction LR|end|subgraph [pn]\\d+\\[${LABEL}\\]|classDef \\w+ stroke-dasharray: \\d \\d|` +
    `n\\d+m\\d+(?: ~~~ n\\d+m\\d+)+|n\\d+ -->\\|${LABEL}\\| n\\d+|` +
    `n\\d+(?:m\\d+)?(?:\\[|\\(\\[|\\[\\()${LABEL}(?:\\]|\\]\\)|\\)\\])(?::::\\w+)?)$`,
  "u",
);

const foreign = (text: string) => text.split("\n").filter((line) => line !== "" && !LINE.test(line));

test("every process, store and link", () => {
  const text = chart(sampleReview());
  expect(foreign(text)).toEqual([]);
  expect(text).toContain('n9[("metadata database<br/>postgres#58;17")]');
  expect(text).toContain('n8["migration<br/>before every release"]:::once');
  expect(text).toContain('n7m3["worker-gpu<br/>2 x 1 slot<br/>queues#58; gpu, training"]');
  expect(text).toContain('n1 -->|"8080 UI and API"| n2');
  for (const { port } of sampleReview().picture.links) expect(text).toContain(`|"${port} `);
});

test("names that the language would misread", () => {
  const words = [
    "end",
    "1. list",
    "- dash",
    "graph TD",
    '"];n1[("',
    "%%{init: {}}%%",
    "click n1 call alert()",
    "a---b",
  ];
  for (const names of [NAUGHTY.slice(0, 6), NAUGHTY.slice(6), words]) {
    const text = chart(withPools(names));
    expect(foreign(text)).toEqual([]);
    expect(text.match(/n7m\d+\["/g)).toHaveLength(names.length + 3);
  }
});

test("a name is its characters by number, shortened in the middle", () => {
  const text = chart(withPools(["<b>", "x".repeat(200)]));
  expect(text).toContain("worker-#60;b#62;<br/>");
  expect(text).toMatch(/"worker-x{32}…x{8}<br\/>/);
});

test.each([
  [9, 12, "12 × worker"],
  [10, 0, "13 × worker<br/>the tables have each of them"],
])("%i more pools: %i boxes in the frame", (more, boxes, title) => {
  const text = chart(withPools(manyPools(more)));
  expect(text.match(/n7m\d+\["/g) ?? []).toHaveLength(boxes);
  expect(text).toContain(`n7["${title}"]`);
  expect(foreign(text)).toEqual([]);
});

test("a place without anything in it is not drawn", () => {
  const { picture } = sampleReview();
  const places = [...picture.places, { id: "empty", label: "nobody", kind: "network" as const }];
  expect(flowchart({ ...picture, places })).toBe(flowchart(picture));
});
