import type { WrittenText } from "../../deployment/file/written-text";
import { lookUp } from "../../deployment/look-up";
import { looksSecret } from "../../deployment/secret/judge";
import { SENSITIVE_OPTIONS } from "../../deployment/secret/options";
import type { Finding, Path } from "../../deployment/words/finding";
import { misplaced } from "../derived/misplaced";
import { OWNED_OPTIONS } from "../derived/owned-options";

/**
 * Plain texts of the whole file that may be secrets, and those of which the file says why they are none. No message
 * repeats a value.
 */
export const secrets = (texts: readonly WrittenText[]): readonly Finding[] =>
  texts.flatMap((text): readonly Finding[] => {
    if (refusedElsewhere(text)) return [];
    const why = judge(text);
    if (why === undefined) return [];
    if (text.because !== undefined)
      return [
        { path: text.path, kind: "notice", message: `${why}, and the file says why it is none: ${text.because}` },
      ];
    const message = `${why}, and a secret is never written into this file: ${remedy(text)}`;
    return [{ path: text.path, kind: "secret", message }];
  });

/** By a rule that knows names only, and what to write instead: that of variables, or that of options. */
function refusedElsewhere({ path, name, isKey }: WrittenText): boolean {
  if (isKey) return false;
  const option = optionOf(path);
  return option === undefined
    ? isVariable(path) && misplaced(name) !== undefined
    : lookUp(OWNED_OPTIONS, option) !== undefined;
}

function judge({ path, name, value, isKey }: WrittenText): string | undefined {
  const option = optionOf(path);
  if (option !== undefined && !isKey && value !== "" && SENSITIVE_OPTIONS.has(option))
    return "the value of this option may hold a secret";
  if (path.at(-1) === "host" && value.includes("@")) return "the value holds a user before the address";
  return looksSecret(name, value);
}

const optionOf = ([airflow, options, section, key, ...more]: Path): string | undefined =>
  airflow === "airflow" && options === "options" && key !== undefined && more.length === 0
    ? `${section}.${key}`
    : undefined;

const isVariable = (path: Path): boolean => path.at(-2) === "environment";

const NO_SECRET = "if it is no secret, write { plain: TEXT, because: REASON }";
const REFERENCE = `write { secret: NAME } or { file: PATH }; ${NO_SECRET}`;

/** What to write instead, by the place. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^airflow\.(environment|variables)\.|^airflow\.options\.|^workers\.\d+\.environment\./, REFERENCE],
  [/^airflow\.image\.build\.args\./, `move it to airflow.image.build.secretArgs; ${NO_SECRET}`],
  [/^airflow\.dags\.git$/, "write the address without it, and dags.credentials: { password: { secret: NAME } }"],
  [/^webserver\.baseUrl$/, "write the address without it; people log in with airflow.admin and users of their own"],
  [
    /^metadataDatabase\.host$/,
    "write the address alone, and metadataDatabase.user and metadataDatabase.password: { secret: NAME } beside it",
  ],
  [/^broker\.host$/, "write the address alone, and broker.user and broker.password: { secret: NAME } beside it"],
  [
    /^proxy\.(http|https)$/,
    "write the address without it; for a proxy with a login leave proxy: out, and write airflow.environment: { HTTP_PROXY: { secret: NAME }, HTTPS_PROXY: { secret: NAME } }, where the secret is the whole address",
  ],
  [/image$/i, "write the image without it: who pulls it logs in to the registry"],
];

function remedy({ path, isKey }: WrittenText): string {
  if (isKey) return "take it out; a name is no place for one";
  // The name of a pool says nothing.
  const place = path.map((segment, index) => (path[0] === "workers" && index === 1 ? 0 : segment)).join(".");
  return REMEDIES.find(([pattern]) => pattern.test(place))?.[1] ?? "take it out; nothing secret belongs here";
}
