import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { located, userFiles } from "../airflow/files";
import type { Finding } from "../deployment/finding";
import { type MeasuredProps, measured } from "./measured";
import { metadataSize } from "./rules/metadata-size";
import { accountNames, domainName, secretNames } from "./rules/names";

/** What a good file is checked for together with its name and with what lies beside it. */
export function onDisk(props: MeasuredProps): readonly Finding[] {
  const { deployment, settings, stack } = props;
  const names = [
    ...accountNames(stack, Object.keys(deployment.workers)),
    ...domainName(stack, settings.top.project),
    ...secretNames(stack, deployment),
  ];
  const binary = noText(props);
  const missing = Object.values(deployment.airflow.files).some((path) => path !== undefined && !there(props, path));
  // What a missing file would hold is not known, and one that is no text is not delivered.
  return missing || binary.length > 0 ? [...names, ...binary] : [...names, ...metadataSize(measured(props))];
}

const there = ({ root }: Pick<MeasuredProps, "root">, path: string): boolean => existsSync(located(root, path));

/** Files of the project that metadata cannot hold. */
function noText({ deployment: { airflow }, root }: MeasuredProps): readonly Finding[] {
  return Object.entries(airflow.files).flatMap(([key, path]) => {
    if (path === undefined || !existsSync(located(root, path))) return [];
    const [bad] = userFiles({ [key]: path }, root).filter(({ source }) => !isUtf8(readFileSync(source)));
    if (bad === undefined) return [];
    const message = `${relative(root, bad.source)} is no text in UTF-8, and only text is delivered to machines here; put it into the image`;
    return [{ path: ["airflow", "files", key], message }];
  });
}
