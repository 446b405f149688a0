import type { DagsAnswer } from "../../lib/new/answers";
import type { Asking } from "./question";

/** A folder that every checkout has. */
export const EXAMPLE_DAGS = { from: "folder", path: "./examples/dags" } as const satisfies DagsAnswer;

export async function askDags({ asker, wrong, exists }: Asking): Promise<DagsAnswer> {
  const from = await asker.choose(
    "DAGs",
    [
      { value: "folder", name: "from a folder of this machine" },
      { value: "git", name: "from a git repository" },
      { value: "image", name: "inside the image" },
    ],
    "folder",
  );
  if (from === "git") {
    const url = await asker.text("DAGs: address of the repository", undefined, (answer) =>
      wrong({ dags: { from, url: answer, ref: "main" } }),
    );
    const ref = await asker.text("DAGs: branch or tag", "main", (answer) =>
      wrong({ dags: { from, url, ref: answer } }),
    );
    return { from, url, ref };
  }
  const usual = from === "folder" ? EXAMPLE_DAGS.path : "/opt/airflow/dags";
  const path = await asker.text("DAGs: folder", usual, (answer) => wrong({ dags: { from, path: answer } }));
  if (from === "folder" && !exists(path)) asker.say(`${path} is not there yet: make it before you deploy.`);
  return { from, path };
}
