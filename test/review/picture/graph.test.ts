import type { Link, Node, Picture } from "../../../lib/review/model";
import { graphOf } from "../../../lib/review/picture/graph";
import { sampleReview } from "../../support/review";

const node = (id: string, more: Partial<Node> = {}): Node => ({ id, label: id, lines: [], kind: "process", ...more });
const link = (from: string, to: string, port = "80", what = "calls"): Link => ({ from, to, port, what });
const graph = (nodes: readonly Node[], links: readonly Link[], places: Picture["places"] = []) =>
  graphOf({ nodes, links, places });
const ids = ({ units }: ReturnType<typeof graph>) => units.map(({ nodes }) => nodes.map(({ id }) => id));

test("the pools of the sample are one unit, and everything else is its own", () => {
  const workers = ["worker-default", "worker-training", "worker-gpu"];
  expect(ids(graphOf(sampleReview().picture))).toEqual([
    ["people"],
    ["webserver"],
    ["scheduler"],
    ["dag-processor"],
    ["triggerer"],
    ["flower"],
    workers,
    ["migration"],
    ["metadata-database"],
    ["broker"],
  ]);
});

test("nodes of a group that are called by others stay apart", () => {
  const nodes = ["a", "b"].map((id) => node(id, { group: "worker" }));
  expect(ids(graph([...nodes, node("x")], [link("x", "a")]))).toEqual([["a"], ["b"], ["x"]]);
});

test("machines of their own become a line of each box, and their common place is the unit's", () => {
  const places = [
    { id: "zone", label: "zone", kind: "network" as const },
    { id: "m1", label: "machine 1", kind: "machine" as const, inside: "zone" },
    { id: "m2", label: "machine 2", kind: "machine" as const, inside: "zone" },
  ];
  const nodes = [node("a", { group: "worker", place: "m1" }), node("b", { group: "worker", place: "m2" })];
  const [unit] = graph(nodes, [], places).units;
  expect(unit?.title).toBe("2 × worker");
  expect(unit?.place).toBe("zone");
  expect([...(unit?.homes ?? [])]).toEqual([
    ["a", "machine 1"],
    ["b", "machine 2"],
  ]);
});

test("a single node stays on its machine", () => {
  const places = [{ id: "m1", label: "machine 1", kind: "machine" as const }];
  expect(graph([node("a", { group: "worker", place: "m1" })], [], places).units[0]?.place).toBe("m1");
});

test("links of a unit on one port are one arrow, with all that goes over it", () => {
  const nodes = [node("a", { group: "w" }), node("b", { group: "w" }), node("db", { kind: "store" })];
  const links = ["a", "b"].flatMap((from) => [link(from, "db", "5432", "SQL"), link(from, "db", "5432", "results")]);
  expect(graph(nodes, links).arrows).toEqual([
    { from: "a", to: "db", port: "5432", what: ["SQL", "results"], up: false },
  ]);
});

test("people are first and stores last: what points back is drawn upwards", () => {
  const nodes = [node("db", { kind: "store" }), node("worker"), node("web"), node("people", { kind: "people" })];
  const links = [link("people", "web"), link("web", "worker"), link("worker", "web"), link("web", "db")];
  const { arrows } = graph(nodes, links);
  expect(arrows.map(({ from, to, up }) => `${from} ${up ? "up to" : "down to"} ${to}`)).toEqual([
    "people down to web",
    "web down to worker",
    "worker up to web",
    "web down to db",
  ]);
});

test("a link to something that is not in the picture, or to itself, is no arrow", () => {
  expect(graph([node("a")], [link("a", "gone"), link("a", "a")]).arrows).toEqual([]);
});
