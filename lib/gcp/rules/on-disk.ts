import { isUtf8 } from "node:buffer";
import { relative } from "node:path";
import { bytesOf, userFiles } from "../../airflow/files/files";
import { unfit } from "../../airflow/files/on-disk";
import type { Finding } from "../../deployment/words/finding";
import { type MeasuredProps, measured } from "../workloads/measured";
import { metadataSize } from "./metadata-size";
import { accountNames, domainName, ownNames } from "./names";

/** What a good file is checked for together with its name and with what lies beside it. */
export function onDisk(props: MeasuredProps): readonly Finding[] {
  const { deployment, stack, root } = props;
  const names = [
    ...accountNames(stack, Object.keys(deployment.workers)),
    ...domainName(stack, deployment.project),
    ...ownNames({ stack, project: deployment.project }, deployment),
  ];
  // What a file that is not as it should be would hold is not known: that is said elsewhere.
  if (unfit(deployment, root).length > 0) return names;
  const binary = noText(props);
  return binary.length > 0 ? [...names, ...binary] : [...names, ...metadataSize(measured(props))];
}

/** Files of the project that metadata cannot hold. */
function noText({ deployment: { airflow }, root }: MeasuredProps): readonly Finding[] {
  return Object.entries(airflow.files).flatMap(([key, path]) => {
    const [bad] = userFiles({ [key]: path }, root).filter((file) => !isUtf8(bytesOf(file)));
    if (bad === undefined) return [];
    const message = `${relative(root, bad.source)} is no text in UTF-8, and only text is delivered to machines here; put it into the image`;
    return [{ path: ["airflow", "files", key], message }];
  });
}
