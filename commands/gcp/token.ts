import { GoogleAuth } from "google-auth-library";

const SCOPE = "https://www.googleapis.com/auth/cloud-platform";

/**
 * A token of the person who runs the command: that of GOOGLE_OAUTH_ACCESS_TOKEN, which Terraform's provider takes too,
 * else of the application default credentials.
 * @throws Error with a line that says how to log in
 */
export async function token(): Promise<string> {
  const given = process.env["GOOGLE_OAUTH_ACCESS_TOKEN"];
  if (given !== undefined && given !== "") return given;
  try {
    const found = await new GoogleAuth({ scopes: [SCOPE] }).getAccessToken();
    if (found) return found;
  } catch (error) {
    throw new Error(`no credentials for Google Cloud (${reason(error)}): run gcloud auth application-default login`);
  }
  throw new Error("no credentials for Google Cloud: run gcloud auth application-default login");
}

/** The library adds a paragraph with links to the first line. */
const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0]?.replace(/\.? ?Browse to [\s\S]*$/, "") ?? "";
