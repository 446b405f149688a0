import { environmentIds } from "../../airflow/rules/options/environment-ids";
import type { Checked } from "../../deployment/file/read";
import type { Finding } from "../../deployment/words/finding";
import type { GcpReading } from "../settings/settings";
import { access } from "./access";
import { addresses } from "./addresses";
import { firstWorker, servers, tasks, upgrade } from "./airflow";
import { broker } from "./broker";
import { care } from "./care";
import { database } from "./database";
import { image } from "./image";
import { names } from "./names";
import { network } from "./network";
import { options } from "./options";
import { ports } from "./ports";
import { roles } from "./roles";
import { scaling } from "./scaling";
import { secretNames } from "./secret-names";
import { sizes } from "./sizes";
import { updates } from "./updates";
import { zones } from "./zones";

const RULES = [
  image,
  options,
  environmentIds,
  tasks,
  access,
  ports,
  network,
  addresses,
  zones,
  names,
  sizes,
  scaling,
  updates,
  firstWorker,
  roles,
  database,
  broker,
  servers,
  care,
  upgrade,
  secretNames,
];

/** What Google would refuse, or do to the file's surprise; beside the rules about Airflow, which hold for all targets. */
export const check = (reading: GcpReading & Pick<Checked, "texts">): Finding[] =>
  RULES.flatMap((rule) => rule(reading));
