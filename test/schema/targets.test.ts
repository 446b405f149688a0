import { z } from "zod";
import { about } from "../../lib/deployment/schema/about";
import { fileOf } from "../../lib/deployment/schema/schema";
import { reference } from "../../lib/schema/reference";
import { deploymentSchema, targetSchema } from "../../lib/schema/schemas";
import { targets } from "../../stacks/targets";
import { compiled, marks } from "../support/validator";

/** A target that does not exist, with a key at the top and one of a pool that no other has. */
const shape = {
  schema: fileOf(
    "acme-cloud",
    { cluster: z.string().meta(about("Name of the cluster.", "acme")) },
    { leased: z.boolean().default(false).meta(about("Takes cheaper machines that may go away.", true)) },
  ),
};
const known = { ...targets, "acme-cloud": { shape } };
const all = compiled(deploymentSchema(known));
const file = (...lines: string[]) => ['airflow: { version: "3.3.2" }', ...lines].join("\n");
const POOL = "workers: { main: { queues: [default], leased: true } }";

describe("one schema for every target", () => {
  test("a file may have the keys of its own target", () => {
    expect(marks(all, file("target: acme-cloud", "cluster: acme", POOL))).toEqual([]);
    expect(marks(all, file("target: docker", "docker: { user: 1000 }"))).toEqual([]);
  });

  test("and none of another's", () => {
    expect(marks(all, file("target: docker", "cluster: acme", POOL))).toEqual([
      " must NOT have additional properties",
      "/workers/main must NOT have additional properties",
      ' must match "then" schema',
    ]);
    expect(marks(all, file("target: acme-cloud", "cluster: acme", "docker: {}"))).toEqual([
      " must NOT have additional properties",
      ' must match "then" schema',
    ]);
  });

  test("a key that the target must have is asked of its files only", () => {
    expect(marks(all, file("target: acme-cloud"))).toContain(" must have required property 'cluster'");
    expect(marks(all, file("target: docker"))).toEqual([]);
  });

  test("without a target only that is marked", () => {
    expect(marks(all, file("cluster: acme", "docker: {}"))).toEqual([" must have required property 'target'"]);
  });

  test("the neutral sections stand once, and once for each target without what must be there", () => {
    const text = JSON.stringify(deploymentSchema(known));
    const words = JSON.stringify(targetSchema("acme-cloud", shape).properties?.["airflow"]?.description);
    expect(text.split(words).length - 1).toBe(1 + Object.keys(known).length);
  });
});

describe("the reference", () => {
  const text = reference(known);

  test("says which target a key is for, where not every target has it", () => {
    expect(text).toContain("## cluster\n\nName of the cluster. Only on `acme-cloud`.");
    expect(text).toContain("may go away. Only on `acme-cloud`. |");
    expect(text).toContain("## docker\n\nSettings of the Docker host. Only on `docker`.");
    expect(text.split("\n").filter((line) => line.includes('id="airflow.') && line.includes("Only on"))).toEqual([]);
  });

  test("says it of keys in a section that several targets have, each with keys of its own", () => {
    const lineOf = (id: string) => text.split("\n").find((line) => line.includes(`<a id="${id}">`));
    expect(lineOf("state.bucket")).toContain("Only on `aws-ecs`, `gcp-vms`. |");
    expect(lineOf("state.region")).toContain("Only on `aws-ecs`. |");
    expect(lineOf("state.prefix")).toContain("Only on `gcp-vms`. |");
  });

  test("tells both meanings of a key under one heading, or in rows that follow each other", () => {
    const headings = text.split("\n").filter((line) => line.startsWith("## "));
    expect(headings).toEqual([...new Set(headings)]);
    const [, section = ""] = text.split("\n## network\n");
    expect(section.slice(0, section.indexOf("| Key |")).match(/Only on `[a-z-]+`\./g)).toEqual([
      "Only on `aws-ecs`.",
      "Only on `gcp-vms`.",
    ]);
    const rows = text.split("\n").filter((line) => /^\| (<a id="[^"]+"><\/a>)?`POOL\.disk`/.test(line));
    expect(text).toContain(`\n${rows.join("\n")}\n`);
    expect(rows.map((row) => /<a id="[^"]+">/.exec(row)?.[0])).toEqual(['<a id="workers.POOL.disk">', undefined]);
  });

  test("has each key once", () => {
    const anchors = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
    expect(anchors.filter((id, index) => anchors.indexOf(id) < index)).toEqual([]);
    expect(anchors).toEqual(
      expect.arrayContaining([
        "workers.POOL.leased",
        "workers.POOL.dockerSocket",
        "workers.POOL.spot",
        "kind-duration",
      ]),
    );
  });
});
