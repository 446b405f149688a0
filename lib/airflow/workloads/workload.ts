import { isRole } from "./roles";
import type { Caller, Listener, Workload } from "./service";

/** What must be said of a workload; of the rest, what differs from nothing. */
export type Description = Pick<Workload, "stops" | "path"> & Partial<Omit<Workload, "name">>;

/** A workload by its description; its role is its name in words, unless that says another. */
export const workload = (name: string, description: Description): Workload => ({
  role: name.replaceAll("-", " "),
  kind: "process",
  image: "airflow",
  command: [],
  plain: {},
  secret: {},
  files: [],
  listens: [],
  calls: [],
  ...description,
  name,
});

/**
 * Its own image.
 * @throws Error a programmer's: it runs in Airflow's image, or in one that only the file knows
 */
export function imageOf({ name, image }: Workload): string {
  if (typeof image === "string") throw new Error(`${name} has no image of its own`);
  return image.reference;
}

/** Where people come in, if they do. */
export const forPeople = ({ listens }: Pick<Workload, "listens">): Listener | undefined =>
  listens.find(({ callers }) => callers.includes("people"));

/** Where a store of our own listens. */
export function portOf({ name, listens }: Workload): number {
  const [only] = listens;
  if (only === undefined) throw new Error(`${name} listens nowhere`);
  return only.port;
}

/** Whom a workload belongs to where several are treated alike: the role of Airflow's processes, else itself. */
export const groupOf = ({ name, role }: Pick<Workload, "name" | "role">): string => (isRole(role) ? role : name);

/** Why a listener is open for one of its callers. */
export const reasonFor = ({ why }: Listener, caller: Caller): string => why.replace("*", caller);
