import { deployed as onAws } from "../support/aws-deployed";
import { deployed as onDocker } from "../support/docker";
import { deployed as onGcp } from "../support/gcp-deployed";
import { airflow } from "../support/reading";

const WORKERS = "workers: { main: { queues: [default, NAME] } }";
const TARGETS: readonly (readonly [target: string, json: (queue: string) => unknown])[] = [
  ["docker", (queue) => onDocker(airflow(), WORKERS.replace("NAME", queue))],
  ["aws-ecs", (queue) => onAws(WORKERS.replace("NAME", queue))],
  ["gcp-vms", (queue) => onGcp(WORKERS.replace("NAME", queue))],
];

const PLAIN = "reports";

/** What follows from a text by a digest is another one for another text. */
const text = (json: unknown) =>
  JSON.stringify(json)
    .replace(/[0-9a-f]{64}/g, "DIGEST")
    .replace(/[0-9A-F]{32}/g, "DIGEST");

describe.each(TARGETS)("on %s", (_, json) => {
  const plain = text(json(PLAIN));

  test.each(["team-a/etl:gpu.v2", "GPU", "Q".repeat(100)])(
    "queue %s stands as it is where any queue stands, and in no address or name",
    (queue) => {
      const strange = text(json(queue));
      expect(strange).not.toBe(plain);
      expect(strange.replaceAll(queue, PLAIN)).toBe(plain);
    },
  );
});
