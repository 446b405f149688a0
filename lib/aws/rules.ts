import { environmentIds } from "../airflow/rules/environment-ids";
import type { Finding } from "../deployment/finding";
import type { Checked } from "../deployment/read";
import type { AwsReading } from "./reading";
import { address } from "./rules/address";
import { broker } from "./rules/broker";
import { care } from "./rules/care";
import { database } from "./rules/database";
import { environmentSize } from "./rules/environment-size";
import { firstWorker } from "./rules/first-worker";
import { flower } from "./rules/flower";
import { image } from "./rules/image";
import { loadBalancer } from "./rules/load-balancer";
import { network } from "./rules/network";
import { options } from "./rules/options";
import { scaling } from "./rules/scaling";
import { secretNames } from "./rules/secret-names";
import { servers } from "./rules/servers";
import { sizes } from "./rules/sizes";
import { tasks } from "./rules/tasks";
import { upgrade } from "./rules/upgrade";
import { where } from "./rules/where";

const RULES = [
  image,
  options,
  environmentIds,
  environmentSize,
  tasks,
  address,
  loadBalancer,
  flower,
  network,
  where,
  sizes,
  scaling,
  firstWorker,
  database,
  broker,
  servers,
  care,
  upgrade,
  secretNames,
];

/** What AWS would refuse, or do to the file's surprise; beside the rules about Airflow, which hold for all targets. */
export const check = (reading: AwsReading & Pick<Checked, "texts">): Finding[] =>
  RULES.flatMap((rule) => rule(reading));
