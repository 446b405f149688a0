import { type Call, failure, json, object } from "./answers";
import { fingerprintOf, Shown } from "./compute-answers";
import type { Rights } from "./rights";
import type { Group, Instance, World } from "./world";

const PROJECT = /^\/compute\/v1\/projects\/[^/]+\/(.+)$/;
/** Name and action after the collection: `instances/NAME/setMetadata`. */
const COLLECTION =
  /^(?:aggregated|global|(zones|regions)\/([^/]+))\/(instances|instanceGroupManagers|instanceTemplates|autoscalers|operations)(?:\/([^/]+))?(?:\/([^/]+))?$/;

/** Machines and groups, as commands and machines ask for them. Source: Compute Engine API v1, REST reference. */
export class Compute {
  private readonly shown: Shown;

  constructor(
    private readonly world: World,
    private readonly rights: Rights,
  ) {
    this.shown = new Shown(world.project);
  }

  async answer(call: Call): Promise<void> {
    const rest = PROJECT.exec(call.path)?.[1] ?? "";
    const [, kind = "", place = "", collection, name, action] = COLLECTION.exec(rest) ?? [];
    const location = `${kind}/${place}`;
    if (collection === "operations") return json(call.response, 200, this.shown.operation(location));
    if (rest.startsWith("aggregated/") && collection !== undefined) return this.aggregated(call, collection);
    if (collection === "instances" && name !== undefined) return this.instance(call, name, action);
    if (collection === "instanceTemplates" && name !== undefined) return this.template(call, name);
    if (collection === "instanceGroupManagers" && name !== undefined) return this.group(call, location, name, action);
    if (collection === "autoscalers" && name !== undefined) return this.autoscaler(call, name);
    this.unknown(call);
  }

  /** Lists over all zones, with the one kind of filter that the commands use. */
  private aggregated(call: Call, collection: string): undefined {
    if (this.rights.may(call, `compute.${collection}.list`, "project") === undefined) return;
    const filter = call.query.get("filter") ?? "";
    const [, label, value] = /^labels\.([^=]+)=(.+)$/.exec(filter) ?? [];
    const prefix = /^name:(.+)\*$/.exec(filter)?.[1] ?? "";
    const items =
      collection === "instances"
        ? [...this.world.instances.values()]
            .filter(({ labels }) => label === undefined || labels[label] === value)
            .map((one) => this.shown.instance(one))
        : [...this.world.groups.values()]
            .filter(({ name }) => name.startsWith(prefix))
            .map((one) => this.shown.group(one));
    return json(call.response, 200, { items: { "zones/all": { [collection]: items } } });
  }

  private async instance(call: Call, name: string, action?: string): Promise<void> {
    if (this.rights.may(call, `compute.instances.${action ?? "get"}`, "project") === undefined) return;
    const found = this.world.instances.get(name);
    if (found === undefined) return this.missing(call);
    if (action === undefined && call.method === "GET") return json(call.response, 200, this.shown.instance(found));
    if (action === "getGuestAttributes") return this.guest(call, found);
    if (action === "setMetadata") return this.setMetadata(call, found);
    this.unknown(call);
  }

  private guest(call: Call, { guest }: Instance): undefined {
    const path = call.query.get("queryPath") ?? call.query.get("variableKey") ?? "";
    const items = [...guest].flatMap(([key, value]) => {
      const [namespace = "", name = ""] = key.split("/");
      return key === path || namespace === path.replace(/\/$/, "") ? [{ namespace, key: name, value }] : [];
    });
    if (items.length === 0) return this.missing(call);
    return json(call.response, 200, { queryPath: path, queryValue: { items } });
  }

  private async setMetadata({ request, response }: Call, instance: Instance): Promise<void> {
    const { fingerprint, items = [] } = (await object(request)) as {
      readonly fingerprint?: string;
      readonly items?: readonly { readonly key: string; readonly value: string }[];
    };
    if (fingerprint !== fingerprintOf(instance.metadata))
      return failure(response, 412, "Supplied fingerprint does not match current metadata fingerprint.");
    this.world.setMetadata(instance.name, Object.fromEntries(items.map(({ key, value }) => [key, value])));
    return json(response, 200, this.shown.operation(`zones/${instance.zone}`));
  }

  private template(call: Call, name: string): undefined {
    if (this.rights.may(call, "compute.instanceTemplates.get", "project") === undefined) return;
    const group = this.world.groups.get(name);
    return group === undefined ? this.missing(call) : json(call.response, 200, this.shown.template(group));
  }

  private async group(call: Call, location: string, name: string, action?: string): Promise<void> {
    const { request, response } = call;
    const changes = action === "deleteInstances" || action === "applyUpdatesToInstances";
    const by = this.rights.may(call, `compute.instanceGroupManagers.${changes ? "update" : "get"}`, "project");
    if (by === undefined) return;
    const found = this.world.groups.get(name);
    if (found === undefined || found.location !== location) return this.missing(call);
    if (action === undefined) return json(response, 200, this.shown.group(found));
    if (action === "listManagedInstances") return json(response, 200, this.managed(found));
    if (!changes) return this.unknown(call);
    const { instances = [] } = (await object(request)) as { readonly instances?: readonly string[] };
    for (const one of instances.map((link) => link.split("/").at(-1) ?? ""))
      if (action === "deleteInstances") this.world.deletions.push({ by: by.name, instance: one });
      else this.world.onReplace(one);
    if (action === "deleteInstances") found.targetSize -= instances.length;
    return json(response, 200, this.shown.operation(location));
  }

  private managed({ name, location }: Group): object {
    const members = [...this.world.instances.values()].filter(({ group }) => group === `${location}/${name}`);
    return { managedInstances: members.map((one) => ({ instance: this.shown.link(one), currentAction: "NONE" })) };
  }

  /** The size that the autoscaler wants is that of its group: the run itself plays its part. */
  private autoscaler(call: Call, name: string): undefined {
    if (this.rights.may(call, "compute.autoscalers.get", "project") === undefined) return;
    const group = this.world.groups.get(name);
    if (group === undefined) return this.missing(call);
    return json(call.response, 200, { name, status: "ACTIVE", recommendedSize: group.recommended ?? group.targetSize });
  }

  private missing({ response, path }: Call): undefined {
    return failure(response, 404, `The resource '${path}' was not found`);
  }

  private unknown(call: Call): undefined {
    this.world.unknown.push(`compute ${call.method} ${call.path}`);
    return failure(call.response, 404, "not known here");
  }
}
