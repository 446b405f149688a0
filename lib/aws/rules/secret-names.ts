import type { Checked } from "../../deployment/file/read";
import type { Finding } from "../../deployment/words/finding";
import { SECRET_NAME, secretArn } from "../secrets/secret-id";
import type { AwsReading } from "../settings/settings";
import { partition } from "./where";

/** Secrets by their names in Secrets Manager, or by their ARNs: those that a deployment can read. */
export const secretNames = ({ texts, deployment }: Pick<Checked, "texts"> & AwsReading): readonly Finding[] =>
  texts.flatMap(({ path, value, isSecretName }) => {
    if (isSecretName !== true) return [];
    if (value.startsWith("arn:")) {
      const elsewhere = partition(path, value, deployment.region);
      return elsewhere.length > 0 ? elsewhere : say(path, wrongArn(value, deployment));
    }
    return SECRET_NAME.test(value) ? [] : say(path, NAME);
  });

const say = (path: Finding["path"], message: string | undefined): readonly Finding[] =>
  message === undefined ? [] : [{ path, message }];

const NAME = "expected a secret's name, at most 512 letters, digits and / _ + = . @ -, or its ARN";
const FORM = "expected the ARN of a secret: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX";
const PRINTED =
  "aws secretsmanager describe-secret --secret-id NAME --query ARN --output text, run in that account, prints it";

function wrongArn(text: string, here: { readonly region: string; readonly account: string }): string | undefined {
  const found = secretArn(text);
  if (found === undefined)
    return /^arn:[^:]*:ssm:/.test(text)
      ? "is a parameter of Systems Manager; keep the value as a secret of Secrets Manager, and write its name"
      : FORM;
  const { region, account, whole, more } = found;
  if (more !== "")
    return "goes on behind the secret; write the ARN up to its six last characters, the JSON key beside it as key: KEY, and no stage or version: each deployment takes the current one";
  if (region !== here.region)
    return `a secret of region ${region}; have it copied to ${here.region}, where this file deploys, by aws secretsmanager replicate-secret-to-regions, and write the copy's ARN`;
  if (account !== here.account && !whole)
    return `a secret of account ${account}, which is found by its whole ARN only, with the six characters that AWS added; ${PRINTED}`;
  return undefined;
}
