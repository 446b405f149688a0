import { PROGRAMS } from "../../../airflow/files/files";
import type { Helper } from "../../../airflow/words/built";
import { MASTER } from "../../names";

/** What is said of a unit of our own, beyond what all of them share. */
export type Words = Pick<Helper, "stops" | "path"> & Partial<Helper>;

/** Command line of one of our programs. */
export const program = (name: string): readonly string[] => ["python", `${PROGRAMS}/${name}.py`];
/** The same of one that only this target has. */
export const inPackage = (name: string): readonly string[] => ["python", "-m", `airflow_cdktf_gcp.${name}`];

/** Seconds that systemd waits for what is not a container. */
const STOP_SECONDS = 90;

/** A unit of our own as the review tells it. */
export const own = (name: string, words: Words): Helper => ({
  name,
  role: name.replaceAll("-", " "),
  kind: "process",
  place: MASTER,
  command: [],
  size: "part of the master's",
  health: "",
  stopSeconds: STOP_SECONDS,
  listens: [],
  calls: [],
  published: [],
  secrets: [],
  ...words,
});
