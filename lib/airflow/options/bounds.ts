import { lookUp } from "../../deployment/look-up";

/**
 * The least that a number may be where less stops a process, or leaves work undone in silence. Read from the code of
 * 2.11.2 and 3.3.2; descriptions say it of [core] parallelism alone, which has a rule of its own.
 */
const LEAST: Readonly<Record<string, number>> = {
  // The triggerer refuses to start.
  "triggerer.capacity": 1,
  "triggerer.default_capacity": 1,
  // Nobody answers.
  "api.workers": 1,
  "webserver.workers": 1,
  // No DAG is parsed.
  "dag_processor.parsing_processes": 1,
  "scheduler.parsing_processes": 1,
  // SQLAlchemy's: 0 and -1 mean without limit.
  "database.sql_alchemy_pool_size": 0,
  "database.sql_alchemy_max_overflow": -1,
};

/** Of an option named SECTION.KEY; undefined: any number is good. */
export const least = (name: string): number | undefined =>
  lookUp(LEAST, name) ?? (/[._]port$/.test(name) ? 1 : undefined);
