import type { Answers } from "./answers";
import { example, text } from "./lines";

/** The part of a file that only Google Cloud has. */
export function gcp({ project = "", zone = "", stateBucket = "", gitSyncImage }: Answers): readonly string[] {
  return [
    "# The project and the zone that are deployed to. The bucket of Terraform's state exists already and keeps versions.",
    `project: ${text(project)}`,
    `zone: ${text(zone)}`,
    `state: { bucket: ${text(stateBucket)} }`,
    ...(gitSyncImage === undefined
      ? []
      : [
          "# This release cannot read git by itself: git-sync, a program of Kubernetes, keeps a copy of the repository.",
          `gitSyncImage: ${text(gitSyncImage)}`,
        ]),
    "# The machine with everything but the workers. Its data disk, in GiB, has database and queues, and outlives it.",
    "# master: { machine: e2-standard-4, dataDisk: 100 }",
    "# A network of its own with these addresses. docs/gcp-vms.md says how an existing one is named.",
    "# network: { range: 10.10.0.0/24 }",
    "# Who may open tunnels to the pages: unwritten, whoever has that right in the project already.",
    example("access", '{ members: ["group:data@example.com"] }'),
    "# What tasks may do in the project, beside writing their logs:",
    example("roles", "[roles/bigquery.jobUser]"),
  ];
}
