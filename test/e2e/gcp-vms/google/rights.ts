import { type Call, failure } from "./answers";
import type { Grant, Instance, World } from "./world";

/**
 * Permissions of Google's own roles, as far as the run's Google asks for them.
 * Source: IAM, "IAM basic and predefined roles reference".
 */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  "roles/secretmanager.secretAccessor": ["secretmanager.versions.access"],
  "roles/storage.objectViewer": ["storage.objects.get", "storage.objects.list"],
  "roles/storage.objectCreator": ["storage.objects.create"],
  "roles/storage.objectUser": [
    "storage.objects.create",
    "storage.objects.delete",
    "storage.objects.get",
    "storage.objects.list",
    "storage.objects.update",
  ],
  "roles/storage.objectAdmin": [
    "storage.objects.create",
    "storage.objects.delete",
    "storage.objects.get",
    "storage.objects.list",
    "storage.objects.update",
  ],
  "roles/storage.legacyBucketReader": ["storage.buckets.get", "storage.objects.list"],
  "roles/storage.bucketViewer": ["storage.buckets.get", "storage.buckets.list"],
  "roles/monitoring.metricWriter": ["monitoring.timeSeries.create", "monitoring.metricDescriptors.create"],
  "roles/artifactregistry.reader": ["artifactregistry.repositories.downloadArtifacts"],
};

const TOKEN = /^Bearer (.+)$/;

/** Of the person who deploys, and may do all that the run's Google knows. */
export const PERSON = "ya29.e2e-person";

/** Machines get a token each from their metadata server; it says who asks. */
export class Rights {
  private readonly tokens = new Map<string, string>();

  constructor(private readonly world: World) {}

  token(instance: Instance): string {
    const token = `ya29.e2e-${instance.name}-${instance.id}`;
    this.tokens.set(token, instance.name);
    return token;
  }

  /** The machine that a token was given to. */
  owner(token: string): Instance | undefined {
    return this.world.instances.get(this.tokens.get(token) ?? "");
  }

  /** Who asks, if they may. Undefined: the refusal is written. */
  may(call: Call, permission: string, resource: Grant["resource"]): Pick<Instance, "name"> | undefined {
    const token = TOKEN.exec(call.request.headers.authorization ?? "")?.[1] ?? "";
    if (token === PERSON) return { name: "a person" };
    const instance = this.owner(token);
    if (instance === undefined) {
      this.world.refused.push(`nobody ${permission} ${resource}`);
      failure(call.response, 401, "Request had invalid authentication credentials.");
      return undefined;
    }
    if (this.allowed(instance.email, permission, resource)) return instance;
    this.world.refused.push(`${instance.name} ${permission} ${resource}`);
    failure(call.response, 403, `Permission '${permission}' denied on resource '${resource}' (or it may not exist).`);
    return undefined;
  }

  private allowed(email: string, permission: string, resource: Grant["resource"]): boolean {
    return this.world.grants.some(
      (grant) =>
        grant.email === email &&
        (grant.resource === "project" || grant.resource === resource) &&
        (this.world.roles.get(grant.role) ?? ROLES[grant.role] ?? []).includes(permission),
    );
  }
}
