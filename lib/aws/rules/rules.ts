import { environmentIds } from "../../airflow/rules/options/environment-ids";
import type { Checked } from "../../deployment/file/read";
import type { Finding } from "../../deployment/words/finding";
import type { AwsReading } from "../settings/settings";
import { address } from "./address";
import { firstWorker, servers, tasks, upgrade } from "./airflow";
import { broker } from "./broker";
import { care } from "./care";
import { database } from "./database";
import { environmentSize } from "./environment-size";
import { flower } from "./flower";
import { image } from "./image";
import { loadBalancer } from "./load-balancer";
import { network } from "./network";
import { options } from "./options";
import { scaling } from "./scaling";
import { secretNames } from "./secret-names";
import { sizes } from "./sizes";
import { where } from "./where";

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
