import { loadTable, TABLES } from "./table";

/** Whether a release says that the value of an option, named SECTION.KEY, may be a secret. */
export const isSensitive = (name: string): boolean =>
  TABLES.some((table) => loadTable(table).options[name]?.sensitive === true);
