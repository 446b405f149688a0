import { lookUp } from "../../deployment/look-up";
/** A repository of Artifact Registry. */
export interface Repository {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}

/**
 * Where Artifact Registry keeps images of the former Container Registry, by host. Source: Artifact Registry,
 * "Transition from Container Registry": a repository of the host's name in each of these.
 */
const FORMER: Readonly<Record<string, string>> = {
  "gcr.io": "us",
  "us.gcr.io": "us",
  "eu.gcr.io": "europe",
  "asia.gcr.io": "asia",
};

/**
 * The repository that an image is pulled from.
 * @param image `europe-west3-docker.pkg.dev/acme-data/airflow/airflow@sha256:...`
 * @returns undefined for an image from elsewhere
 */
export function repositoryOf(image: string): Repository | undefined {
  const [host = "", ...path] = image.split("/");
  const [location] = /^([a-z0-9-]+)-docker\.pkg\.dev$/.exec(host)?.slice(1) ?? [];
  const former = lookUp(FORMER, host);
  // Projects of old domains are written example.com/project in an image, and example.com:project elsewhere.
  const domain = path[0]?.includes(".") === true ? `${path.shift()}:` : "";
  const [id, name] = path;
  if (id === undefined) return undefined;
  const project = `${domain}${id}`;
  if (former !== undefined) return { project, location: former, name: host };
  return location === undefined || name === undefined ? undefined : { project, location, name };
}
