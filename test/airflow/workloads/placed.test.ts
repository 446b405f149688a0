import { type Construct, RootConstruct } from "constructs";
import type { Answer, Composition } from "../../../lib/airflow/platform";
import { Airflow } from "../../../lib/airflow/workloads/airflow";
import { BESIDES } from "../../../lib/airflow/workloads/besides";
import { ALL } from "../../../lib/airflow/workloads/roles";
import { PLACEMENTS as AWS } from "../../../lib/aws/workloads/placements";
import { PLACEMENTS as DOCKER } from "../../../lib/docker/workloads/placements";
import { PLACEMENTS as GCP } from "../../../lib/gcp/workloads/placements";
import { RecordingPlatform } from "../../support/recording-platform";
import { deployment } from "../rules/deployment";

/** A target whose answer is `change` of one that placed all. */
class Forgetful extends RecordingPlatform {
  constructor(private readonly change: (answer: Answer) => Answer) {
    super();
  }

  override run(composition: Composition): Answer {
    return this.change(super.run(composition));
  }
}

const FULL = { flower: {}, webserver: { replicas: 2 } };
const composed = (change: (answer: Answer) => Answer, sections: Parameters<typeof deployment>[0] = FULL) => {
  const scope: Construct = new RootConstruct();
  const platform = new Forgetful(change);
  return new Airflow(scope, "airflow", { deployment: deployment(sections), platform, root: "/project" });
};
const without =
  (name: string, absent: Answer["absent"] = {}) =>
  ({ placed }: Answer): Answer => ({ placed: placed.filter((one) => one !== name), absent });

test.each(["webserver", "scheduler", "dag-processor", "triggerer", "flower", "worker-main"])(
  "a target that forgets %s is an error, though a rule of its firewall may name it",
  (name) => {
    expect(() => composed(without(name))).toThrow(
      `the target's answer of run(): ${name} is neither placed nor absent: place it, or say in absent why it does not run`,
    );
  },
);

test.each(["metadata-database", "broker", "migration", "proxy", "metrics", "clean", "dump"])(
  "so is one that forgets %s, which runs beside them",
  (name) => {
    expect(() => composed(without(name))).toThrow(`${name} is neither placed nor absent`);
  },
);

test("a reason is enough, an empty one is none", () => {
  expect(() => composed(without("clean", { clean: "people do it by hand" }))).not.toThrow();
  expect(() => composed(without("clean", { clean: "" }))).toThrow("clean is absent without a reason");
});

test("what is placed cannot be absent", () => {
  expect(() => composed(({ placed }) => ({ placed, absent: { dump: "nobody wants it" } }))).toThrow(
    "dump is placed and absent; leave one of them out",
  );
});

test("all that was forgotten is said at once", () => {
  expect(() => composed(() => ({ placed: [], absent: {} }))).toThrow(
    /webserver is neither.*; scheduler is neither.*dump/,
  );
});

test("of what the file has none, nothing is asked", () => {
  const none = { triggerer: { replicas: 0 }, flower: false as const };
  expect(() => composed(without("triggerer"), none)).not.toThrow();
});

test("each target has a row for every workload, and a reason where it leaves it out", () => {
  for (const rows of [DOCKER, AWS, GCP]) {
    expect(Object.keys(rows)).toEqual(Object.keys(BESIDES));
    for (const row of Object.values(rows)) if ("absent" in row) expect(row.absent).toMatch(/^\w.{10,}[^.]$/);
  }
});

test("no name means two workloads", () => {
  const names = [...ALL, ...Object.keys(BESIDES)];
  expect(new Set(names).size).toBe(names.length);
});
