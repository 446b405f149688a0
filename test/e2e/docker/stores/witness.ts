import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../expect";
import { copyFolder } from "../../project";
import { until } from "../../wait";
import type { Scene } from "../scene";
import { succeeds } from "../tasks";

/** Where tasks write that they began and ended, in their containers. */
export const WITNESS = "/opt/witness";

/** Each mapped task sleeps for its seconds, and writes a line at its beginning and one at its end. */
const DAG = `from __future__ import annotations

import os
import socket
import time

from example_helpers.airflow_names import Param, dag, task


@dag(schedule=None, catchup=False, params={"seconds": Param([1], type="array")})
def witness():
    @task
    def all_seconds(params: dict | None = None) -> list[int]:
        return params["seconds"]

    @task
    def work(seconds: int, ti=None) -> None:
        path = os.path.join("${WITNESS}", f"{ti.run_id}.{ti.map_index}")
        for word, wait in (("begin", seconds), ("end", 0)):
            with open(path, "a") as file:
                file.write(f"{word} {time.time():.3f} {socket.gethostname()} {ti.try_number}\\n")
            time.sleep(wait)

    work.expand(seconds=all_seconds())


witness()
`;

export const folder = ({ base }: Pick<Scene, "base">): string => join(base, "witness");

/** A folder of DAGs with one more, whose tasks have a folder to write to. */
export function prepare(scene: Scene): string {
  const dags = copyFolder(scene.dags, join(scene.base, "witness-dags"));
  writeFileSync(join(dags, "witness.py"), DAG);
  mkdirSync(folder(scene), { recursive: true });
  chmodSync(folder(scene), 0o777);
  return dags;
}

interface Line {
  readonly word: string;
  /** Seconds of this machine's clock. */
  readonly at: number;
  readonly host: string;
}

/** What the tasks of a run wrote, by their number. */
function written(scene: Scene, id: string): Map<number, Line[]> {
  const mine = readdirSync(folder(scene)).filter((name) => name.startsWith(`${id}.`));
  return new Map(mine.map((name) => [Number(name.slice(id.length + 1)), lines(join(folder(scene), name))]));
}

const lines = (path: string): Line[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [word = "", at = "", host = ""] = line.split(" ");
      return word === "" ? [] : [{ word, at: Number(at), host }];
    });

const all = (scene: Scene, id: string): Line[] => [...written(scene, id).values()].flat();

export const count = (scene: Scene, id: string, word: "begin" | "end"): number =>
  all(scene, id).filter((line) => line.word === word).length;

/** Waits for a task of the run that began after a moment; the seconds between. */
export const beganAfter = (scene: Scene, id: string, moment: number, limit: number): Promise<number> =>
  until(`a task to begin after ${new Date(moment).toISOString()}`, limit, async () => {
    const begun = all(scene, id).filter(({ word, at }) => word === "begin" && at * 1000 > moment);
    return begun.length === 0 ? undefined : Math.round(Math.min(...begun.map(({ at }) => at)) * 10 - moment / 100) / 10;
  });

/** The run succeeds, each task at its first try, and each ran once from beginning to end. */
export async function once(scene: Scene, id: string, tasks: number, limit: number): Promise<string> {
  const found = await succeeds(scene.api, "witness", id, limit);
  const again = found.filter(({ try_number }) => try_number !== 1);
  must(again.length === 0, `tasks at another try than the first: ${again.map((one) => one.map_index).join(", ")}`);
  const seen = written(scene, id);
  must(seen.size === tasks, `${seen.size} of ${tasks} tasks wrote that they ran`);
  for (const [task, wrote] of seen) {
    const words = wrote.map(({ word, at, host }) => `${word} ${at} on ${host}`).join(", ");
    must(wrote.map(({ word }) => word).join() === "begin,end", `task ${task} wrote: ${words}`);
  }
  return `all ${tasks} tasks ran once`;
}
