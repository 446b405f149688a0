import { DAGS_FOLDER } from "../../lib/airflow/files/dags";
import { releaseOf } from "../../lib/airflow/releases/version";
import { lookUp } from "../../lib/deployment/look-up";
import type { Answers, DagsAnswer } from "../../lib/new/answers";
import { PLACES } from "../../lib/new/places";
import type { Choice } from "./asker";
import type { Asking } from "./question";

/** A folder that every checkout has. */
export const EXAMPLE_DAGS = { from: "folder", path: "./examples/dags" } as const satisfies DagsAnswer;

/** Where DAGs come from if nobody says it. */
export const usualDags = (target: string): DagsAnswer => lookUp(PLACES, target)?.dags ?? EXAMPLE_DAGS;

type From = DagsAnswer["from"];

/** A cloud sees no folder of this machine, and not every target runs a program that reads git for 2.11. */
function choices({ target, version }: Answers): readonly Choice<From>[] {
  const cloud = lookUp(PLACES, target)?.cloud === true;
  const git = lookUp(PLACES, target)?.gitSync !== false || releaseOf(version)?.dagsFromGit !== "git-sync";
  return [
    ...(cloud ? [] : [{ value: "folder", name: "from a folder of this machine" } as const]),
    ...(git ? [{ value: "git", name: "from a git repository" } as const] : []),
    { value: "image", name: "inside the image" },
  ];
}

export async function askDags({ asker, answers, wrong, exists }: Asking): Promise<DagsAnswer> {
  const first = usualDags(answers.target);
  const from = await asker.choose("DAGs", choices(answers), first.from);
  if (from === "git") {
    const url = await asker.text("DAGs: address of the repository", undefined, (answer) =>
      wrong({ dags: { from, url: answer, ref: "main" } }),
    );
    const ref = await asker.text("DAGs: branch or tag", "main", (answer) =>
      wrong({ dags: { from, url, ref: answer } }),
    );
    return { from, url, ref };
  }
  const usual = from === "folder" ? EXAMPLE_DAGS.path : DAGS_FOLDER;
  const path = await asker.text("DAGs: folder", usual, (answer) => wrong({ dags: { from, path: answer } }));
  if (from === "folder" && !exists(path)) asker.say(`${path} is not there yet: make it before you deploy.`);
  return { from, path };
}
