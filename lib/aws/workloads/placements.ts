import type { Placement } from "../../airflow/words/helper";
import type { Rows } from "../../airflow/workloads/besides";
import { withoutBroker } from "../../airflow/workloads/broker";
import { withoutDatabase } from "../../airflow/workloads/metadata-database";
import type { AwsFile } from "../settings/settings";
import type { Made } from "../words/made";
import { PRIVATE } from "../words/places";
import { MOST_STOP_SECONDS } from "./process";

const MANAGED = { place: PRIVATE, health: "it answers, by AWS", stopSeconds: 0 };

/** A container in the scheduler's task. */
const BESIDE_SCHEDULER = { place: PRIVATE, size: "part of the scheduler's", stopSeconds: MOST_STOP_SECONDS };

type Row = (settings: AwsFile, sizes: Made["sizes"]) => Placement;

/** What becomes of each workload beside Airflow's roles on AWS. */
export const PLACEMENTS: Rows<Row> = {
  "metadata-database": ({ rds }) => ({
    ...MANAGED,
    command: ["Amazon", "RDS"],
    size: rds.class,
    stops: withoutDatabase(rds.multiAz ? "its standby takes over within minutes" : "it is restored from a backup"),
  }),
  broker: ({ elastiCache: { node, replicas } }) => ({
    ...MANAGED,
    command: ["Amazon", "ElastiCache"],
    size: node,
    stops: withoutBroker(replicas > 0 ? "standby" : "nowhere"),
  }),
  migration: () => BESIDE_SCHEDULER,
  proxy: { absent: "the load balancer stands before the webservers" },
  "git-sync": { absent: "releases that cannot read a repository by themselves are refused with one" },
  "dags-sync": { absent: "DAGs from a bucket are refused here" },
  metrics: () => ({ ...BESIDE_SCHEDULER, health: "it still runs, by ECS" }),
  clean: (_, sizes) => ({ ...BESIDE_SCHEDULER, size: sizes.get("clean") ?? BESIDE_SCHEDULER.size }),
  dump: { absent: "RDS keeps backups, and AWS Backup copies of them" },
};
