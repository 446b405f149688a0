import type { Finding } from "../../deployment/words/finding";
import { MACHINE_LABEL, OS_LABEL, STACK_LABEL } from "../names";
import type { GcpReading } from "../settings/settings";

/** What a person should know who answers for this deployment. */
export const care = ({ deployment }: GcpReading): readonly Finding[] => [
  ...protection(deployment.protect),
  ...labels(Object.keys(deployment.labels)),
];

const protection = (protect: boolean): readonly Finding[] =>
  protect
    ? []
    : [
        {
          path: ["protect"],
          kind: "notice",
          message:
            "cdktf destroy then deletes data disk, database and logs without asking again; write true, or leave it out, to keep them",
        },
      ];

/** Labels that one resource takes. Source: Google Cloud, "Labels overview", requirements. Three are ours, one is the provider's. */
const MOST_LABELS = 64 - 4;

const labels = (keys: readonly string[]): readonly Finding[] => [
  ...keys.flatMap((key): readonly Finding[] => {
    const path = ["labels", key];
    if ([STACK_LABEL, MACHINE_LABEL, OS_LABEL].includes(key))
      return [
        { path, message: "commands find the machines by this label, which is set by this target; take another key" },
      ];
    return key.startsWith("goog-")
      ? [{ path, message: "keys that begin with goog- are Google's own; take another one" }]
      : [];
  }),
  ...(keys.length <= MOST_LABELS
    ? []
    : [
        {
          path: ["labels"],
          message: `got ${keys.length} labels, and Google takes ${MOST_LABELS} beside ours; remove some`,
        },
      ]),
];
