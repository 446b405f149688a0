import { environmentIds } from "../airflow/rules/environment-ids";
import type { Finding } from "../deployment/finding";
import type { Checked } from "../deployment/read";
import type { GcpReading } from "./reading";
import { access } from "./rules/access";
import { addresses } from "./rules/addresses";
import { broker } from "./rules/broker";
import { care } from "./rules/care";
import { database } from "./rules/database";
import { firstWorker } from "./rules/first-worker";
import { image } from "./rules/image";
import { names } from "./rules/names";
import { network } from "./rules/network";
import { options } from "./rules/options";
import { ports } from "./rules/ports";
import { roles } from "./rules/roles";
import { scaling } from "./rules/scaling";
import { secretNames } from "./rules/secret-names";
import { servers } from "./rules/servers";
import { sizes } from "./rules/sizes";
import { tasks } from "./rules/tasks";
import { updates } from "./rules/updates";
import { upgrade } from "./rules/upgrade";
import { zones } from "./rules/zones";

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
