import type { Checked } from "../../deployment/file/read";
import type { Finding } from "../../deployment/words/finding";

const FILE = /^[A-Za-z][A-Za-z0-9_-]{0,126}$/;

const MESSAGE =
  "expected a secret's name, here that of a file below secrets/: letters, digits, '_' and '-', first a letter; of a file elsewhere write { file: PATH }";

/** A secret's name is the name of a file here. */
export const secretNames = ({ texts }: Pick<Checked, "texts">): readonly Finding[] =>
  texts.flatMap(({ path, value, isSecretName }) =>
    isSecretName !== true || FILE.test(value) ? [] : [{ path, message: MESSAGE }],
  );
