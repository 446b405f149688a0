import { App } from "cdktf";
import type { BootFile } from "../airflow/words/built";
import { asWritten } from "../encode/stand-in";
import { review } from "../review/facts/review";
import type { Review } from "../review/model";
import type { Deployed } from "../review/release";
import type { NamedDeployment } from "./deployments";
import type { Targets } from "./target";

/** Tells what runs now of a deployment, where that is known. */
export type AskDeployed = (deployment: NamedDeployment) => Deployed;

const unknown: AskDeployed = () => undefined;

export interface Build {
  readonly app: App;
  /** What the stacks are, for people; one for each deployment. */
  reviews(deployed?: AskDeployed): Review[];
  /** What machines start from, by stack. */
  readonly bootFiles: ReadonlyMap<string, readonly BootFile[]>;
}

/** Makes a stack of every deployment; nothing is written before `app.synth()`. */
export function build(folder: string, deployments: readonly NamedDeployment[], targets: Targets, root: string): Build {
  // Stack traces of this machine would make two machines' output differ. cdktf's own validation starts `terraform version`
  // once for each terraform_data, and fails where there is none; the stacks' required_version asks for as much.
  const app = new App({ outdir: folder, stackTraces: false, skipValidation: true });
  const stacks = deployments.flatMap((named) => {
    const { stack, target, deployment } = named;
    const made = targets[target]?.stack(app, stack, { deployment, root });
    return made === undefined ? [] : [{ named, made }];
  });
  return {
    app,
    bootFiles: new Map(
      stacks.map(({ named: { stack }, made: { built } }) => [stack, asWritten(built.bootFiles ?? [])]),
    ),
    reviews: (deployed = unknown) =>
      stacks.map(({ named, made: { airflow, built } }) =>
        asWritten(review({ ...named, airflow, built }, deployed(named))),
      ),
  };
}
