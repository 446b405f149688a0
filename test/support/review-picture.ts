import type { Link, Node, Picture } from "../../lib/review/model";
import { at, byDefault } from "./review-source";

const NETWORK = "network";

function worker(name: string, line: number, lines: readonly string[]): Node {
  const id = `worker-${name}`;
  return { id, label: id, lines, kind: "process", place: NETWORK, group: "worker", at: at(line, `workers.${name}`) };
}

const service = (id: string, lines: readonly string[], line: number, path: string, written = true): Node => ({
  id,
  label: id,
  lines,
  kind: "process",
  place: NETWORK,
  at: (written ? at : byDefault)(line, path),
});

const store = (id: string, label: string, line: string): Node => ({
  id,
  label,
  lines: [line],
  kind: "store",
  place: NETWORK,
});

const nodes: readonly Node[] = [
  { id: "people", label: "people", lines: [], kind: "people" },
  service("webserver", ["UI, API and execution API"], 9, "webserver"),
  service("scheduler", [], 2, "scheduler", false),
  service("dag-processor", [], 2, "dagProcessor", false),
  service("triggerer", [], 2, "triggerer", false),
  service("flower", ["queues and workers"], 10, "flower"),
  worker("default", 12, ["1 x 16 slots", "queues: default, reports"]),
  worker("training", 13, ["1 x 2 slots", "queue: training"]),
  worker("gpu", 14, ["2 x 1 slot", "queues: gpu, training"]),
  { id: "migration", label: "migration", lines: ["before every release"], kind: "one-shot", place: NETWORK },
  store("metadata-database", "metadata database", "postgres:17"),
  store("broker", "broker", "redis:8"),
];

const POOLS = ["default", "training", "gpu"].map((pool) => `worker-${pool}`);
const link = (from: string, to: string, port: number, what: string): Link => ({ from, to, port: `${port}`, what });

const links: readonly Link[] = [
  link("people", "webserver", 8080, "UI and API"),
  link("people", "flower", 5555, "Flower"),
  ...["dag-processor", "triggerer", ...POOLS].map((from) => link(from, "webserver", 8080, "execution API")),
  ...["webserver", "scheduler", "dag-processor", "triggerer", "migration"].map((from) =>
    link(from, "metadata-database", 5432, "SQL"),
  ),
  ...POOLS.map((from) => link(from, "metadata-database", 5432, "task results")),
  ...["scheduler", "flower", ...POOLS].map((from) => link(from, "broker", 6379, "task queue")),
  ...["triggerer", ...POOLS].map((to) => link("webserver", to, to === "triggerer" ? 8794 : 8793, "task logs")),
];

/** The picture of `sampleReview`. */
export const samplePicture: Picture = {
  places: [
    { id: "host", label: "Docker host", kind: "machine" },
    { id: NETWORK, label: "network airflow-prod", kind: "network", inside: "host" },
  ],
  nodes,
  links,
};
