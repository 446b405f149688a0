import type { Answers } from "./answers";
import { section, text, unwritten } from "./lines";

/** What a new file says about one target. */
export interface Place {
  /** For a person who chooses. */
  readonly title: string;
  /** The target's own part of the file, with its comment. */
  lines(answers: Answers): readonly string[];
  /** The command that deploys a stack. */
  deploy(stack: string): string;
  /** Two stacks of this target may run on one machine, where each port is free only once. */
  readonly sharedPorts: boolean;
}

/** Every target of stacks/targets.ts has its row; a test asserts it. */
export const PLACES: Readonly<Record<string, Place>> = {
  docker: {
    title: "the Docker engine of this machine",
    lines: docker,
    deploy: (stack) => `npm run up ${stack}`,
    sharedPorts: true,
  },
};

function docker({ gitSyncImage }: Answers): readonly string[] {
  const about = "# Docker itself. Only programs on this machine reach the ports; 0.0.0.0 would open them to everybody.";
  if (gitSyncImage === undefined) return [about, "# docker: { bindAddress: 127.0.0.1 }"];
  return [
    about,
    ...section("docker", [
      unwritten("bindAddress", "127.0.0.1"),
      "# This release cannot read git by itself: git-sync, a program of Kubernetes, keeps a copy of the repository.",
      `gitSyncImage: ${text(gitSyncImage)}`,
    ]),
  ];
}
