import type { RootContent } from "mdast";
import { bootFiles, changes } from "./markdown/changes";
import type { Context, MarkdownOptions } from "./markdown/context";
import { release, risks, summary, title } from "./markdown/head";
import { connections, destroy, secrets } from "./markdown/keeping";
import { flowchart } from "./markdown/mermaid";
import { ports, processes } from "./markdown/running";
import { text } from "./markdown/text";
import { heading, print } from "./markdown/tree";
import { pools, queues } from "./markdown/work";
import type { Review } from "./model";

/** The review for a pull request, in GitHub's Markdown. */
export function markdown(review: Review, options: MarkdownOptions): string {
  const context: Context = { ...options, review };
  return print([
    ...title(context),
    ...risks(context),
    ...summary(context),
    ...release(context),
    ...picture(context),
    ...queues(context),
    ...pools(context),
    ...ports(context),
    ...processes(context),
    ...bootFiles(context),
    ...secrets(context),
    ...connections(context),
    ...destroy(context),
    ...changes(context),
  ]);
}

const picture = ({ review }: Context): RootContent[] => [
  heading(2, text("Who talks to whom")),
  { type: "code", lang: "mermaid", value: flowchart(review.picture).trimEnd() },
];
