import { existingServers } from "../../airflow/stores/existing-servers";
import type { Danger } from "../../airflow/words/built";
import { danger, notice } from "../../airflow/words/danger";
import type { GcpFile, GcpReading } from "../settings/settings";
import { ofPools } from "./pool-dangers";
import { rights } from "./role-dangers";
import { ownServers } from "./server-dangers";

/** What the file chose on this target that opens something or may lose something. */
export function dangers(reading: GcpReading): Danger[] {
  const { deployment } = reading;
  return [
    ...people(deployment.access),
    ...existingServers(deployment),
    ...rights(deployment),
    ...chosen(deployment),
    notice(
      `There is one master: while it is away, or its zone ${deployment.zone}, nobody sees the UI and nothing is scheduled; running tasks go on`,
      "Write cloudSql: and memorystore:, so that a new master in another zone finds its data",
      ["master"],
    ),
    notice(
      "Code of every DAG reaches the identity of its machine, by the metadata server, and with it the secrets that processes there read: those of the database and of connections among them",
      "Let only people write DAGs who may know these secrets",
      ["airflow", "dags"],
    ),
    ...ownServers(reading),
    ...ofPools(reading),
  ];
}

function people({ members, domain }: GcpFile["access"]): Danger[] {
  const whole = members.flatMap((member, index) =>
    member.startsWith("domain:")
      ? [
          notice(
            `Everybody of ${member.slice("domain:".length)} reaches the login page`,
            "Write a group of those who work with Airflow",
            ["access", "members", index],
          ),
        ]
      : [],
  );
  return [
    ...whole,
    ...(members.length === 0
      ? [
          notice(
            `Who reaches the UI is decided by the project's own rights: whoever may ${domain === undefined ? "open tunnels" : "open tunnels or pass its login"} there, owners among them`,
            "Write members: with a group",
            ["access", "members"],
          ),
        ]
      : []),
    ...(domain === undefined
      ? []
      : [
          notice(
            `Only people of the project's organization pass the login at ${domain}: Google's own client lets in nobody else, and a project without an organization nobody at all`,
            "Leave domain out, and let others come through tunnels",
            ["access", "domain"],
          ),
        ]),
  ];
}

const chosen = ({ protect, network }: GcpFile): Danger[] => [
  ...(protect
    ? []
    : [
        danger("cdktf destroy deletes database, data disk and logs without asking again", "Leave protect out", [
          "protect",
        ]),
      ]),
  ...(network.existing === undefined
    ? [
        notice(
          "Tasks reach every address on the internet, through Cloud NAT",
          "Write network: { existing: ... }, with a way out that lets through only what tasks need",
          ["network"],
        ),
      ]
    : []),
];
