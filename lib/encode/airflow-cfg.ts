import { Fn } from "./functions";

/** An option of Airflow with its value, which only Terraform knows. */
export interface CfgOption {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** Whether it may have several lines, or blanks at its ends. Generated secrets and addresses have none. */
  readonly free: boolean;
}

/** Sections that Airflow hands on whole, where an option more would be an error: there an indent alone holds a line. */
const WHOLE = ["celery_broker_transport_options", "celery_result_backend_transport_options", "sentry"];

/** What a line of configparser cannot hold as it is: an end of a line, and blanks at its ends. */
const MORE = "[\\r\\n]|^\\s|\\s$";

/** airflow.cfg by the rules of Python's configparser, as Airflow reads it: `%` is doubled, a further line is indented. */
export function airflowCfg(options: readonly CfgOption[]): string {
  const sections = [...new Set(options.map(({ section }) => section))];
  return sections
    .map((section) => [`[${section}]`, ...options.filter((one) => one.section === section).map(line), ""].join("\n"))
    .join("\n");
}

function line({ section, key, value, free }: CfgOption): string {
  const doubled = Fn.replace(value, "%", "%%");
  if (!free) return `${key} = ${doubled}`;
  const more = Fn.can(Fn.regex(MORE, value));
  const either = (several: string, one: string): string => String(Fn.conditional(more, several, one));
  if (WHOLE.includes(section)) return `${key} = ${either(indented(doubled, ""), doubled)}`;
  // configparser takes blanks at the ends of a line away, and lines that look like remarks. An option that is empty, and
  // that Airflow fills in, holds them.
  const empty = `airflow_cdktf_empty_${key}`;
  const edge = `%(${empty})s`;
  return `${key} = ${either(`${edge}${indented(doubled, edge)}${edge}`, doubled)}${either(`\n${empty} =`, "")}`;
}

/** A carriage return ends a line for Python, and cannot be held. */
const indented = (text: string, edge: string): string =>
  Fn.replace(Fn.replace(Fn.replace(text, "\r\n", "\n"), "\r", "\n"), "\n", `${edge}\n\t${edge}`);
