import { readDeployment } from "../../lib/deployment/file/read";
import { freePort, judge, type Neighbour } from "../../lib/new/judge";
import { targets } from "../../stacks/targets";
import { file } from "../support/checkout";
import { DEFAULTS, GPU } from "./answers";

function neighbour(stack: string, text: string): Neighbour {
  const path = `configs/${stack}.yaml`;
  const result = readDeployment({ path, text }, targets);
  if (!result.ok) throw new Error(`${path} is refused`);
  const { target, deployment } = result;
  return { stack, file: path, target, deployment };
}

/** Ports 64998 and 64999. */
const other = neighbour("other", file("flower: { port: 64999 }"));

test("a port that another file has is said, with one that is free", () => {
  const { problems, notices } = judge({ ...DEFAULTS, port: "64998" }, targets, [other]);
  expect(problems).toEqual([]);
  expect(notices).toEqual([
    "port 64998 is in configs/other.yaml as well: on one machine only one of the two can run. Port 65000 is free",
  ]);
});

test("Flower's port counts as well, on both sides", () => {
  const { notices } = judge({ ...DEFAULTS, port: "64999", flower: "64998" }, targets, [other]);
  expect(notices.map((text) => text.slice(0, 10))).toEqual(["port 64999", "port 64998"]);
  expect(judge(DEFAULTS, targets, [other]).notices).toEqual([]);
});

test("a file that is written anew is no neighbour of itself", () => {
  expect(judge({ ...DEFAULTS, stack: "other", port: "64998" }, targets, [other]).notices).toEqual([]);
});

test("the free port is the first one that neither files nor this one has", () => {
  expect(freePort("64998", "docker", [other])).toBe("65000");
  expect(freePort("64998", "docker", [other], ["65000"])).toBe("65001");
  expect(freePort("64998", "docker", [])).toBe("64998");
  expect(freePort("64998", "elsewhere", [other])).toBe("64998");
});

test("parts of two stacks that would have one name", () => {
  const near = neighbour(
    "acme-worker",
    'target: docker\nairflow: { version: "3.3.2" }\nworkers: { xx: { queues: [default] } }\n',
  );
  const { problems } = judge(
    { ...DEFAULTS, pools: [...DEFAULTS.pools, { ...GPU, name: "flower", queues: ["flowers"] }] },
    targets,
    [near],
  );
  expect(problems).toEqual([
    {
      path: ["workers", "flower"],
      message: 'stack "acme-worker" has a part named acme-worker-flower as well; rename the pool or one of the files',
    },
  ]);
});

test("what the release is said about stands among the notices", () => {
  const { notices } = judge({ ...DEFAULTS, version: "2.11.2" }, targets, []);
  expect(notices).toEqual([expect.stringMatching(/^Airflow 2\.x is out of support/)]);
});

test("other files that meet one another are not this one's fault", () => {
  const pools = "workers: { flower: { queues: [default] } }";
  const one = neighbour("one", `target: docker\nairflow: { version: "3.3.2" }\n${pools}\n`);
  const two = neighbour("one-worker", `target: docker\nairflow: { version: "3.3.2" }\n${pools}\n`);
  expect(judge(DEFAULTS, targets, [one, two]).problems).toEqual([]);
});
