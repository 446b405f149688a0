import type { Review } from "../../../lib/review/model";
import { draw } from "../../../lib/review/picture/draw";
import { sampleReview } from "../../support/review";
import { manyPools, withPools } from "../../support/review-variations";
import { read, unread } from "./readable";
import { REVIEWS } from "./scene";

/** Ports as people type them: the end of `127.0.0.1:8080`. */
const published = ({ ports }: Review): string[] =>
  ports.flatMap((port) => /:(\d+)$/.exec(port.published?.address ?? "")?.[1] ?? []);

describe.each(REVIEWS)("%s", (_, review) => {
  const svg = draw(review);
  const { texts, nodes } = read(svg);

  test("every pool, its queues and every published port can be read in it", () => {
    expect(unread(nodes, review)).toEqual([]);
    expect(nodes.length).toBeGreaterThan(review.pools.length);
    expect(published(review).length).toBe(2);
    for (const port of published(review)) expect(texts.some((text) => text.startsWith(`${port} `))).toBe(true);
  });

  test("it is the same every time, whatever was drawn before", () => {
    draw(withPools(manyPools(2)));
    expect(draw(review)).toBe(svg);
  });

  test("nothing in it runs, loads or ends early", () => {
    expect(svg).not.toMatch(/<script|<image|<use|<foreignObject|]]>|<!--|\son\w+=|url\(|@import/i);
    expect(svg.match(/<svg/g)).toHaveLength(1);
    expect([...svg.matchAll(/href="([^"]*)"/g)].filter(([, href = ""]) => !href.startsWith("#"))).toEqual([]);
  });
});

test("it says in words what it shows", () => {
  const svg = draw(sampleReview());
  expect(svg).toContain('role="img" aria-labelledby="topology-title topology-words"');
  expect(svg).toContain('<title id="topology-title">Topology of local-docker</title>');
  expect(svg).toContain("3 × worker calls broker on port 6379 (task queue).");
});

test("each box leads to its row; people, to the ports", () => {
  const svg = draw(sampleReview());
  expect(svg).toContain('data-node="worker-gpu" href="#process-worker-gpu"');
  expect(svg).toContain('data-node="people" href="#ports"');
});

test("what has no row leads to its line of the file", () => {
  const review = sampleReview();
  const at = { file: review.file, line: 7, path: "broker.host" };
  const nodes = review.picture.nodes.map((node) => (node.id === "broker" ? { ...node, id: "redis", at } : node));
  expect(draw({ ...review, picture: { ...review.picture, nodes } })).toContain('href="#configs/local-docker.yaml:7"');
});

test("the same port has one colour on both sides of its box", () => {
  const colours = [
    ...draw(sampleReview()).matchAll(/webserver listens on port 8080[^<]*<\/title><rect[^>]*fill:([^"]*)"/g),
  ];
  expect(colours.map(([, colour]) => colour)).toEqual(["var(--tone-0)", "var(--tone-0)"]);
});

test("kinds look different: a store is a cylinder, a one-shot dashed", () => {
  const svg = draw(sampleReview());
  expect(svg).toMatch(/data-node="broker".*?<path class="box store"/s);
  expect(svg).toMatch(/data-node="migration".*?<rect class="box one-shot"/s);
});

test("more than eight pools stand as one, and each of them below", () => {
  const svg = draw(withPools(manyPools(6)));
  expect(svg).toContain("each of them below");
  expect(svg).toContain("9 × worker in network airflow-prod");
  expect(draw(withPools(manyPools(5)))).not.toContain("each of them below");
});

test("a name that is missing is missed", () => {
  const review = sampleReview();
  const svg = draw(review).replace(">worker-gpu</text>", "></text>").replace("queue: training</text>", "</text>");
  expect(unread(read(svg).nodes, review)).toEqual(["queue training of pool training", "pool gpu"]);
});

test("a stack of nothing is a picture of nothing", () => {
  const svg = draw({ ...sampleReview(), picture: { places: [], nodes: [], links: [] } });
  expect(svg).toContain('viewBox="0 0 0 0" width="0" height="0"');
});
