/** What AWS' SDK throws, by its name: what a person does then. */
const REMEDIES: readonly (readonly [names: readonly string[], words: string])[] = [
  [
    ["CredentialsProviderError", "TokenProviderError"],
    "no credentials of AWS were found; log in (aws sso login), or set AWS_PROFILE",
  ],
  [
    ["ExpiredTokenException", "ExpiredToken", "RequestExpired"],
    "the credentials of AWS have expired; log in again (aws sso login)",
  ],
  [
    ["UnrecognizedClientException", "InvalidSignatureException", "InvalidClientTokenId"],
    "AWS does not know these credentials; look at AWS_PROFILE and AWS_ACCESS_KEY_ID",
  ],
];

/** In the name, the code or the message, by what the SDK wraps it in. */
const UNREACHABLE = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|TimeoutError/;

/** The same in one line. The words of AWS itself name the action that is not allowed; no credential is in them. */
export function explained(error: unknown, region: string): Error {
  const { name, code, message } = facts(error);
  const known = REMEDIES.find(([names]) => names.includes(name));
  if (known !== undefined) return new Error(known[1]);
  const [unreachable] = UNREACHABLE.exec([name, code, message].join(" ")) ?? [];
  if (unreachable !== undefined)
    return new Error(`Amazon ECR in ${region} does not answer (${unreachable}); look at region: and at the network`);
  if (name === "AccessDeniedException")
    return new Error(`these credentials may not use Amazon ECR: ${message} (rights: docs/aws-ecs.md)`);
  return new Error(`Amazon ECR says: ${message || name}`);
}

const facts = (error: unknown): Readonly<Record<"name" | "code" | "message", string>> => {
  const of = (key: string): string => {
    const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
    return typeof value === "string" ? (value.split("\n")[0] ?? "") : "";
  };
  return { name: of("name"), code: of("code"), message: of("message") };
};

export const nameOf = (error: unknown): string => facts(error).name;
