import { everybody } from "../../airflow/derived/ranges";
import { existingServers } from "../../airflow/stores/existing-servers";
import type { Danger } from "../../airflow/words/built";
import { danger, notice } from "../../airflow/words/danger";
import { ANYWHERE } from "../../deployment/usual";
import type { Path } from "../../deployment/words/finding";
import { isExisting } from "../settings/network";
import type { Permission } from "../settings/pool";
import type { AwsFile, AwsReading } from "../settings/settings";
import { ownServers } from "./server-dangers";

/** What the file chose on this target that opens something or may lose something. */
export function dangers(reading: AwsReading): Danger[] {
  const { deployment } = reading;
  return [
    ...open(deployment.loadBalancer),
    ...existingServers(deployment),
    ...rights("Every task", [], deployment.permissions),
    ...Object.entries(deployment.workers).flatMap(([pool, { permissions, spot }]) => [
      ...rights(`Every task of pool ${pool}`, ["workers", pool], permissions),
      ...(spot === false ? [] : [spare(pool)]),
    ]),
    ...chosen(deployment),
    ...ownServers(reading),
  ];
}

const open = ({ allow, public: onInternet }: AwsFile["loadBalancer"]): Danger[] =>
  onInternet
    ? everybody(["loadBalancer", "allow"], allow).map(({ path, text }) =>
        danger(
          text === ANYWHERE ? "The whole internet reaches the login page" : `All of ${text} reaches the login page`,
          "Write the address ranges of your people, or public: false",
          path,
        ),
      )
    : [];

/** Rights without a limit. */
const rights = (who: string, path: Path, permissions: readonly Permission[]): Danger[] =>
  permissions.flatMap(({ actions, resources }, index) => {
    const whole = actions.filter((action) => action.endsWith(":*"));
    if (!resources.includes("*")) return [];
    const at = [...path, "permissions", index, "resources"];
    const remedy = "Write the ARNs of what the tasks need";
    return whole.length > 0
      ? [danger(`${who} may do ${whole.join(", ")} on everything of the account`, remedy, at)]
      : [notice(`${who} may do ${actions.join(", ")} on everything of the account`, remedy, at)];
  });

const spare = (pool: string): Danger =>
  notice(
    `Tasks of pool ${pool} may be killed at any time, with two minutes' notice, and start again`,
    "Write onDemand: for workers that stay, or leave spot out",
    ["workers", pool, "spot"],
  );

function chosen({ protect, exec, encryptionKey, network }: AwsFile): Danger[] {
  return [
    ...(protect
      ? []
      : [
          danger("cdktf destroy deletes database, backups and logs without asking again", "Leave protect out", [
            "protect",
          ]),
        ]),
    ...(exec
      ? [
          notice(
            "Whoever has the right ecs:ExecuteCommand opens a shell in every process, and reads its secrets there",
            "Leave exec out while nobody needs it",
            ["exec"],
          ),
        ]
      : []),
    ...(encryptionKey === "aws"
      ? [
          notice(
            "AWS' own keys encrypt data, logs and secrets: nobody's right to them can be withdrawn by their key",
            "Leave encryptionKey out",
            ["encryptionKey"],
          ),
        ]
      : []),
    ...(!isExisting(network) && network.nat === "one"
      ? [
          notice(
            "The outage of one zone cuts all processes off from the internet, and from AWS",
            "Leave nat out, for one in each zone",
            ["network", "nat"],
          ),
        ]
      : []),
  ];
}
