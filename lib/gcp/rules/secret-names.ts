import type { Checked } from "../../deployment/file/read";
import type { Finding } from "../../deployment/words/finding";
import { secretId } from "../secrets/secret-id";
import type { GcpReading } from "../settings/settings";

/** Secrets by their names in the project, or in another one. */
export const secretNames = ({ texts, deployment }: Pick<Checked, "texts"> & GcpReading): readonly Finding[] =>
  texts.flatMap(({ path, value, isSecretName }) =>
    isSecretName !== true || secretId(value, deployment.project) !== undefined ? [] : [{ path, message: wrong(value) }],
  );

function wrong(text: string): string {
  if (/^projects\/[^/]+\/locations\//.test(text))
    return "a secret of one region, which machines do not ask for; keep the value as a secret of the project, and write its name";
  if (/^projects\/[^/]+\/secrets\/[^/]+\/versions\//.test(text))
    return "names one version; leave out /versions/...: each deployment takes the newest one and keeps to it. To have an older value back, add it as a new version";
  return "expected a secret's name in the project, at most 255 letters, digits, '_' and '-', or projects/PROJECT/secrets/NAME";
}
