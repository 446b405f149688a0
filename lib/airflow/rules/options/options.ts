import { lookUp } from "../../../deployment/look-up";
import type { Deployment } from "../../../deployment/schema/schema";
import type { Finding } from "../../../deployment/words/finding";
import { todaysName } from "../../derived/option-names";
import { pathOf, type WrittenOption, writtenOptions } from "../../derived/option-value";
import { OWNED_OPTIONS, SECRETS_BACKEND_OPTIONS } from "../../derived/owned-options";
import { inVariable } from "../../environment/option";
import { optionTable } from "../../options/table";
import { parseVersion } from "../../releases/version";
import { notices } from "./option-notices";
import { wrongValue } from "./option-values";

/**
 * Options that the file must not write, writes under a name that this release does not read, or with a value that it
 * does not take; and names that nobody knows.
 */
export function options(deployment: Deployment): readonly Finding[] {
  const written = writtenOptions(deployment);
  const version = parseVersion(deployment.airflow.version);
  if (written.length === 0 || version === undefined) return [];
  const table = optionTable(version);
  const judged = written.map((option) => ({
    option,
    message: judge(option, deployment) ?? wrongValue(option, table),
  }));
  return [
    ...judged.flatMap(({ option, message }) => (message === undefined ? [] : [{ path: pathOf(option), message }])),
    ...twice(written),
    ...notices(
      judged.flatMap(({ option, message }) => (message === undefined ? [option] : [])),
      table,
      deployment.airflow.version,
    ),
  ];
}

const judge = (option: WrittenOption, deployment: Deployment): string | undefined =>
  misspelled(option) ?? owned(option, deployment) ?? moved(option, deployment);

function misspelled({ section, key, name }: WrittenOption): string | undefined {
  if (/^[a-z][a-z0-9_.]*$/.test(section) && /^[a-z][a-z0-9_]*$/.test(key)) return undefined;
  return `[${section}] ${key}: options are written in lower case, digits and '_', as Airflow does: ${name.toLowerCase()}`;
}

function owned({ section, key, name }: WrittenOption, { airflow }: Deployment): string | undefined {
  const remedy = lookUp(OWNED_OPTIONS, name) ?? lookUp(OWNED_OPTIONS, name.replace(/_(cmd|secret)$/, ""));
  if (remedy !== undefined) return `[${section}] ${key} is set by this program; ${remedy}`;
  const serves = Object.keys({ ...airflow.connections, ...airflow.variables }).length > 0;
  if (!serves || !SECRETS_BACKEND_OPTIONS.includes(name)) return undefined;
  return (
    `[${section}] ${key} is set by this program, to serve airflow.connections and airflow.variables of this file; ` +
    "leave it out, or keep connections and variables in your own secrets backend and remove these two"
  );
}

/** Where the answer is more than a name. */
const INSTEAD: Readonly<Record<string, string>> = {
  "smtp.smtp_password": "write the connection smtp_default under airflow.connections",
  "smtp.smtp_user": "write the connection smtp_default under airflow.connections",
  "webserver.default_ui_timezone":
    "remove it: each person chooses the time zone in the UI, schedules follow airflow.timezone",
};

function moved({ section, key, name }: WrittenOption, { airflow }: Deployment): string | undefined {
  const version = parseVersion(airflow.version);
  const today = version && todaysName(name, version);
  if (today === undefined) return undefined;
  if (today === null)
    return `Airflow ${airflow.version} has no option [${section}] ${key}, and none in its place; ${lookUp(INSTEAD, name) ?? "remove it"}`;
  const remedy = lookUp(OWNED_OPTIONS, today) ?? `write airflow.options.${today}`;
  return `in Airflow ${airflow.version} this option is called [${today.replace(/\.(?=[^.]*$)/, "] ")}: ${remedy}`;
}

/** Options that one variable sets. */
function twice(written: readonly WrittenOption[]): readonly Finding[] {
  return written.flatMap((option, index) => {
    const variable = variableOf(option);
    const first = written.slice(0, index).find((earlier) => variableOf(earlier) === variable);
    if (first === undefined) return [];
    const message = `[${option.section}] ${option.key} and [${first.section}] ${first.key} are one option for Airflow; remove one`;
    return [{ path: pathOf(option), message }];
  });
}

const variableOf = ({ section, key }: WrittenOption) => `${inVariable(section)}__${key}`;
