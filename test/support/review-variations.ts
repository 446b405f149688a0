import type { Node, Review } from "../../lib/review/model";
import { sampleReview } from "./review";

/** Texts that HTML, SVG, Markdown or Mermaid would misread, and texts that are hard to place. */
export const NAUGHTY: readonly string[] = [
  `<script>alert("1")</script>`,
  "a&b&lt;c",
  `say "hi" it's`,
  "left|right\\|both",
  "`code` ``two``",
  "]]> and --> and <!--",
  "übergröße 데이터 数据",
  "مجموعة العمال",
  "line one\nline two",
  "x".repeat(200),
  "  # * _ [a](javascript:alert(1)) %% ; end",
];

/** The sample with these pools after its own, each with a queue of its own. */
export function withPools(names: readonly string[]): Review {
  const review = sampleReview();
  const [, model] = review.pools;
  const drawn = review.picture.nodes.find(({ id }) => id === "worker-training");
  const runs = review.processes.find(({ name }) => name === "worker-training");
  if (model === undefined || drawn === undefined || runs === undefined) throw new Error("the sample lost its pools");
  const queue = (name: string) => `q-${name}`;
  const worker = (name: string) => `worker-${name}`;
  const node = (name: string): Node => ({
    ...drawn,
    id: worker(name),
    label: worker(name),
    lines: ["1 x 2 slots", `queue: ${queue(name)}`],
  });
  const links = review.picture.links.filter(({ from, to }) => from === drawn.id || to === drawn.id);
  const slots = { min: 2, max: 2 };
  return {
    ...review,
    pools: [
      ...review.pools,
      ...names.map((name) => ({
        ...model,
        name,
        queues: [queue(name)],
        concurrency: 2,
        replicas: { min: 1, max: 1 },
        slots,
      })),
    ],
    queues: [...review.queues, ...names.map((name) => ({ name: queue(name), default: false, pools: [name], slots }))],
    processes: [...review.processes, ...names.map((name) => ({ ...runs, name: worker(name) }))],
    ports: [...review.ports, ...names.map((name) => ({ process: worker(name), port: 8793, callers: ["webserver"] }))],
    picture: {
      ...review.picture,
      nodes: [...review.picture.nodes, ...names.map(node)],
      links: [
        ...review.picture.links,
        ...names.flatMap((name) =>
          links.map((one) => (one.from === drawn.id ? { ...one, from: worker(name) } : { ...one, to: worker(name) })),
        ),
      ],
    },
  };
}

/** Names of so many pools: `pool-01`, `pool-02`. */
export const manyPools = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `pool-${`${index + 1}`.padStart(2, "0")}`);

/** The sample with pools and queues that bear the names of NAUGHTY. */
export const naughtyReview = (): Review => withPools(NAUGHTY);
