import { readFileSync } from "node:fs";

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** Secrets that a deployment has generated, by the name that they have in the plan. Fernet keys as Airflow knows them. */
export function generatedSecrets(stateFile: string): Readonly<Record<string, string>> {
  const { resources } = JSON.parse(readFileSync(stateFile, "utf8")) as State;
  const secrets = resources.flatMap(({ type, name, instances }) => {
    const attributes = instances[0]?.attributes ?? {};
    if (type === "random_password") return [[name, String(attributes["result"])] as const];
    if (type !== "random_bytes") return [];
    const base64 = String(attributes["base64"]);
    return [
      [name, base64.replaceAll("+", "-").replaceAll("/", "_")] as const,
      [`${name} base64`, base64] as const,
      [`${name} hex`, String(attributes["hex"])] as const,
    ];
  });
  return Object.fromEntries(secrets);
}

/** @throws as long as the deployment has not made it */
export function adminPassword(stateFile: string): string {
  const password = generatedSecrets(stateFile)["admin"];
  if (password === undefined) throw new Error("the state has no admin password yet");
  return password;
}
